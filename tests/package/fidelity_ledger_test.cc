// docs/fidelity.md against the sources and against what the tests of this build did.
//
// Reads the results that the other tests leave, so it runs after them.
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "package/source_tree.h"

namespace fauxebs::internal {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

struct Rule {
  std::string id;
  std::string evidence;
  std::vector<std::string> tests;  // "Suite.Name", a "*" at its end stands for any
};

std::vector<std::string> Quoted(const std::string& text) {
  static const std::regex quoted("`([^`]+)`");
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), quoted), end; at != end; ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

std::vector<std::string> Columns(const std::string& row) {
  static const std::regex separator(R"(\s*\|\s*)");
  return {std::sregex_token_iterator(row.begin(), row.end(), separator, -1), {}};
}

// The rows that begin with an id.
std::vector<Rule> ParseLedger(const std::string& text) {
  static const std::regex id(R"(`([a-z0-9]+-\d+)` \|.*)");
  std::vector<Rule> rules;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find('|') == std::string::npos || line.rfind("Id |", 0) == 0 ||
        line.rfind("---|", 0) == 0) {
      continue;
    }
    std::smatch match;
    const std::vector<std::string> columns = Columns(line);
    EXPECT_TRUE(std::regex_match(line, match, id)) << "no row: " << line;
    EXPECT_THAT(columns, SizeIs(5)) << line;
    if (columns.size() == 5) rules.push_back({match[1], columns[2], Quoted(columns[4])});
  }
  return rules;
}

const std::vector<Rule>& Ledger() {
  static const std::vector<Rule> rules = ParseLedger(TextOf("docs/fidelity.md"));
  return rules;
}

// What stands behind the colon explains: "chosen: not documented" is not documented.
bool Claims(const Rule& rule, const std::string& words) {
  const std::string claim = rule.evidence.substr(0, rule.evidence.find(':'));
  return std::regex_search(claim, std::regex("\\b(" + words + ")\\b"));
}

// Whether the rule is, at least in part, one of the service's, and whether one of our own making.
bool Imitates(const Rule& rule) { return Claims(rule, "documented|observed"); }
bool Chooses(const Rule& rule) { return Claims(rule, "chosen"); }

// The ids behind `// AWS:` or `// FAKE:` in the sources, each with where it stands; a tag without
// an id stands under "".
using Tags = std::map<std::string, std::set<std::string>>;

Tags ParseTags(const std::string& path, const std::string& text, const std::string& kind) {
  static const std::regex id("[a-z0-9]+-[0-9]+");
  const std::regex tag("\\b" + kind + R"(: ?([a-z0-9]+-\d+(?:, [a-z0-9]+-\d+)*)?)");
  Tags tags;
  for (std::sregex_iterator at(text.begin(), text.end(), tag), end; at != end; ++at) {
    const std::string ids = (*at)[1];
    if (ids.empty())
      tags[""].insert(path + ": " + (*at).str() + (*at).suffix().str().substr(0, 40));
    for (std::sregex_iterator one(ids.begin(), ids.end(), id); one != end; ++one) {
      tags[one->str()].insert(path);
    }
  }
  return tags;
}

Tags TagsOf(const std::string& kind) {
  Tags tags;
  for (const char* folder : {"include", "src"}) {
    for (const std::string& path : FilesUnder(folder, {".h", ".cc"})) {
      for (auto& [id, places] : ParseTags(path, TextOf(path), kind)) tags[id].merge(places);
    }
  }
  // What clients do is done in the tests.
  for (const std::string& path : FilesUnder("tests/conformance", {".cc"})) {
    for (auto& [id, places] : ParseTags(path, TextOf(path), kind)) {
      if (id.rfind("client-", 0) == 0) tags[id].merge(places);
    }
  }
  return tags;
}

// Why each test of this build did not run, "" for one that ran: "Suite.Name", by door, "" for none.
using Outcomes = std::map<std::string, std::map<std::string, std::string>>;

std::string Attribute(const std::string& element, const std::string& name) {
  const std::string before = ' ' + name + "=\"";
  const std::size_t at = element.find(before);
  if (at == std::string::npos) return "";
  const std::size_t from = at + before.size();
  return element.substr(from, element.find('"', from) - from);
}

// `xml`: what GoogleTest wrote of one executable. Of "Instance/Suite.Name/door_case" instance and
// door go.
void AddOutcomes(const std::string& xml, Outcomes& outcomes) {
  constexpr const char* kElement = "<testcase ";
  for (std::size_t at = xml.find(kElement); at != std::string::npos;
       at = xml.find(kElement, at + 1)) {
    const std::string element = xml.substr(at, xml.find('>', at) - at);
    const std::string suite = Attribute(element, "classname");
    const std::string name = Attribute(element, "name");
    const std::string parameter = name.substr(std::min(name.find('/'), name.size() - 1) + 1);
    const std::string door = parameter.substr(0, parameter.find('_'));
    const std::string a_case = parameter.substr(std::min(door.size() + 1, parameter.size()));
    std::string test = suite.substr(suite.find('/') + 1) + "." + name.substr(0, name.find('/'));
    if (!a_case.empty()) test += "/" + a_case;
    if (Attribute(element, "result") == "completed") {
      outcomes[test][door] = "";
    } else {
      const std::size_t end = xml.find(kElement, at + 1);
      const std::string why = Attribute(xml.substr(at, end - at), "message");
      outcomes[test][door] = why.empty() ? "no reason is given" : why;
    }
  }
}

const Outcomes& AllOutcomes() {
  static const Outcomes outcomes = [] {
    Outcomes all;
    std::istringstream executables(FAUXEBS_TEST_EXECUTABLES);
    for (std::string name; executables >> name;) {
      std::ifstream file(FAUXEBS_TEST_RESULTS "/" + name + ".xml");
      EXPECT_TRUE(file) << "there are no results of " << name << ": run it before, by ctest";
      std::ostringstream text;
      text << file.rdbuf();
      AddOutcomes(text.str(), all);
    }
    return all;
  }();
  return outcomes;
}

bool IsNamedBy(const std::string& pattern, const std::string& test) {
  if (pattern.back() != '*') return pattern == test;
  return test.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
}

// Why the tests of a rule do not hold it; "" where they do.
std::string WhatIsMissing(const Rule& rule, const Outcomes& outcomes) {
  if (rule.tests.empty()) return rule.id + " has no test";
  for (const std::string& pattern : rule.tests) {
    bool found = false;
    bool ran = false;
    std::string why;
    for (const auto& [test, doors] : outcomes) {
      if (!IsNamedBy(pattern, test)) continue;
      found = true;
      for (const auto& [door, why_not] : doors) {
        ran = ran || why_not.empty();
        if (!why_not.empty()) why = why_not;
      }
    }
    if (!found) return rule.id + " names " + pattern + ", which is no test of this build";
    if (!ran) return rule.id + " names " + pattern + ", which did not run at any door: " + why;
  }
  return "";
}

TEST(FidelityLedger, HasEachIdOnce) {
  std::set<std::string> ids;
  for (const Rule& rule : Ledger()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id << " has two rows";
  }
}

TEST(FidelityLedger, HasEvidenceForEveryRule) {
  for (const Rule& rule : Ledger()) {
    EXPECT_TRUE(Imitates(rule) || Chooses(rule))
        << rule.id << ": say documented, observed or chosen, not: " << rule.evidence;
  }
}

TEST(FidelityLedger, HasAReasonForEveryChoice) {
  static const std::regex bare(R"(chosen\s*$)");
  for (const Rule& rule : Ledger()) {
    EXPECT_FALSE(std::regex_search(rule.evidence, bare)) << rule.id << ": chosen, but why?";
  }
}

TEST(FidelityLedger, HasARowForEveryTag) {
  std::map<std::string, const Rule*> rules;
  for (const Rule& rule : Ledger()) rules[rule.id] = &rule;
  for (const std::string kind : {"AWS", "FAKE"}) {
    for (const auto& [id, places] : TagsOf(kind)) {
      for (const std::string& place : places) {
        EXPECT_NE(id, "") << "a tag without an id: " << place;
        EXPECT_TRUE(id.empty() || rules.count(id) == 1)
            << kind << ": " << id << " in " << place << " has no row";
      }
      const bool fits =
          rules.count(id) == 0 || (kind == "AWS" ? Imitates(*rules[id]) : Chooses(*rules[id]));
      EXPECT_TRUE(fits) << kind << ": " << id << ": its row says: " << rules[id]->evidence;
    }
  }
}

TEST(FidelityLedger, HasATagForEveryRow) {
  const Tags imitated = TagsOf("AWS");
  const Tags chosen = TagsOf("FAKE");
  std::vector<std::string> untagged;
  for (const Rule& rule : Ledger()) {
    if (Imitates(rule) && imitated.count(rule.id) == 0) untagged.push_back("AWS: " + rule.id);
    if (Chooses(rule) && chosen.count(rule.id) == 0) untagged.push_back("FAKE: " + rule.id);
  }
  EXPECT_THAT(untagged, IsEmpty());
}

TEST(FidelityLedger, HasATestThatRanForEveryRule) {
  std::vector<std::string> untested;
  for (const Rule& rule : Ledger()) {
    const std::string missing = WhatIsMissing(rule, AllOutcomes());
    if (!missing.empty()) untested.push_back(missing);
  }
  EXPECT_THAT(untested, IsEmpty());
}

// A test of the contract that one door lacks has been written past the doors. One that a door skips
// does so because the SDK cannot say it.
TEST(FidelityLedger, HasEveryTestOfTheContractAtEveryDoor) {
  int skipped = 0;
  for (const auto& [test, outcomes] : AllOutcomes()) {
    if (outcomes.count("direct") == 0) continue;
    EXPECT_THAT(outcomes, UnorderedElementsAre(Pair("direct", ""), Pair("aws", testing::_)))
        << test;
    for (const auto& [door, why_not] : outcomes) {
      skipped += why_not.empty() ? 0 : 1;
      EXPECT_THAT(why_not, AnyOf(IsEmpty(), HasSubstr("the SDK"))) << test << " at " << door;
    }
  }
  RecordProperty("skipped_at_a_door", skipped);
}

// The check itself, on ledgers that are wrong.

TEST(FidelityLedgerCheck, ReadsARow) {
  const std::vector<Rule> rules =
      ParseLedger("`put-1` | It stores | observed | `knob` | `Put.Stores` `Get.*`\n");
  ASSERT_THAT(rules, SizeIs(1));
  EXPECT_EQ(rules[0].id, "put-1");
  EXPECT_EQ(rules[0].evidence, "observed");
  EXPECT_THAT(rules[0].tests, testing::ElementsAre("Put.Stores", "Get.*"));
}

TEST(FidelityLedgerCheck, KnowsAChoiceFromItsReason) {
  const Rule chosen{"put-1", "chosen: not documented, never observed", {}};
  const Rule both{"put-2", "quota documented; the error chosen: why", {}};
  EXPECT_TRUE(Chooses(chosen) && !Imitates(chosen));
  EXPECT_TRUE(Chooses(both) && Imitates(both));
}

TEST(FidelityLedgerCheck, LosesNoRowThatIsMisspelt) {
  EXPECT_NONFATAL_FAILURE(ParseLedger("`Put-1`| It stores | observed | | `Put.Stores`"), "no row");
}

TEST(FidelityLedgerCheck, ReadsTags) {
  const Tags tags =
      ParseTags("a.cc", "x;  // AWS: put-1, put-22: observed\n// AWS: user guide\n", "AWS");
  EXPECT_THAT(
      tags, testing::ElementsAre(testing::Key(""), testing::Key("put-1"), testing::Key("put-22")));
}

TEST(FidelityLedgerCheck, MissesATestThatIsNotThere) {
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {"Put.Stores"}}, {}),
            "put-1 names Put.Stores, which is no test of this build");
}

TEST(FidelityLedgerCheck, MissesATestThatDidNotRun) {
  const Outcomes outcomes = {{"Put.Stores", {{"direct", "why"}, {"aws", "why"}}}};
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {"Put.*"}}, outcomes),
            "put-1 names Put.*, which did not run at any door: why");
}

TEST(FidelityLedgerCheck, MissesNothingWhereOneDoorRanIt) {
  const Outcomes outcomes = {{"Put.Stores", {{"direct", ""}, {"aws", "why"}}}};
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {"Put.Stores"}}, outcomes), "");
}

TEST(FidelityLedgerCheck, MissesARuleWithoutATest) {
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {}}, {}), "put-1 has no test");
}

TEST(FidelityLedgerCheck, ReadsWhatGoogleTestWrites) {
  Outcomes outcomes;
  AddOutcomes(
      R"(<testcase name="Stores/aws" value_param="aws" file="a" line="1" status="run" )"
      R"(result="skipped" time="0." timestamp="t" classname="EveryDoor/Put"><skipped message="why"><![CDATA[why]]>)"
      R"(<testcase name="Is" file="a" line="1" status="run" result="completed" time="0.")"
      R"( timestamp="t" classname="Get" />)"
      R"(<testcase name="Is/aws_Put_size_Low" file="a" line="1" status="run" result="completed")"
      R"( time="0." timestamp="t" classname="EveryDoor/Put" />)",
      outcomes);
  EXPECT_EQ(outcomes, (Outcomes{{"Put.Stores", {{"aws", "why"}}},
                                {"Put.Is/Put_size_Low", {{"aws", ""}}},
                                {"Get.Is", {{"", ""}}}}));
}

}  // namespace
}  // namespace fauxebs::internal
