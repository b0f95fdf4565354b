// docs/fidelity.md against the sources and against what the tests of this build did.
//
// Reads the results that the other tests leave, so it runs after them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
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

using ::testing::ContainerEq;
using ::testing::IsEmpty;
using ::testing::SizeIs;

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
    std::smatch match;
    if (!std::regex_match(line, match, id)) continue;
    const std::vector<std::string> columns = Columns(line);
    EXPECT_THAT(columns, SizeIs(5)) << line;
    if (columns.size() == 5) rules.push_back({match[1], columns[2], Quoted(columns[4])});
  }
  return rules;
}

const std::vector<Rule>& Ledger() {
  static const std::vector<Rule> rules = ParseLedger(TextOf("docs/fidelity.md"));
  return rules;
}

// Whether the rule is, at least in part, one of the service's, and whether one of our own making.
bool Imitates(const Rule& rule) {
  return rule.evidence.find("documented") != std::string::npos ||
         rule.evidence.find("observed") != std::string::npos;
}
bool Chooses(const Rule& rule) { return rule.evidence.find("chosen") != std::string::npos; }

// The ids behind `// AWS:` or `// FAKE:` in the sources, each with where it stands; a tag without
// an id stands under "".
using Tags = std::map<std::string, std::set<std::string>>;

Tags ParseTags(const std::string& path, const std::string& text, const std::string& kind) {
  static const std::regex id("[a-z0-9]+-[0-9]+");
  const std::regex tag("\\b" + kind + R"(: ([a-z0-9]+-\d+(?:, [a-z0-9]+-\d+)*)?)");
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
  for (const char* folder : {"include", "src", "tests/conformance"}) {
    for (const std::string& path : FilesUnder(folder, {".h", ".cc"})) {
      for (auto& [id, places] : ParseTags(path, TextOf(path), kind)) tags[id].merge(places);
    }
  }
  return tags;
}

// Whether each test of this build ran: "Suite.Name", by door, "" for none.
using Outcomes = std::map<std::string, std::map<std::string, bool>>;

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
    bool& ran = outcomes[test][door];
    ran = ran ||
          (Attribute(element, "status") == "run" && Attribute(element, "result") == "completed");
  }
}

const Outcomes& AllOutcomes() {
  static const Outcomes outcomes = [] {
    Outcomes all;
    for (const auto& file : std::filesystem::directory_iterator(FAUXEBS_TEST_RESULTS)) {
      if (file.path().extension() != ".xml") continue;
      std::ostringstream text;
      text << std::ifstream(file.path()).rdbuf();
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
    for (const auto& [test, doors] : outcomes) {
      if (!IsNamedBy(pattern, test)) continue;
      found = true;
      for (const auto& [door, completed] : doors) ran = ran || completed;
    }
    if (!found) return rule.id + " names " + pattern + ", which is no test of this build";
    if (!ran) return rule.id + " names " + pattern + ", which did not run at any door";
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
    if (imitated.count(rule.id) + chosen.count(rule.id) == 0) untagged.push_back(rule.id);
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

// A test of the contract that one door lacks has been written past the doors.
TEST(FidelityLedger, HasEveryTestOfTheContractAtEveryDoor) {
  std::set<std::string> doors;
  for (const auto& [test, outcomes] : AllOutcomes()) {
    if (test.rfind("PutSnapshotBlock.", 0) != 0) continue;
    for (const auto& [door, ran] : outcomes) doors.insert(door);
  }
  ASSERT_THAT(doors, testing::Contains("direct"));
  for (const auto& [test, outcomes] : AllOutcomes()) {
    if (outcomes.count("direct") == 0) continue;
    std::set<std::string> at;
    for (const auto& [door, ran] : outcomes) at.insert(door);
    EXPECT_THAT(at, ContainerEq(doors)) << test;
  }
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
  const Outcomes outcomes = {{"Put.Stores", {{"direct", false}, {"aws", false}}}};
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {"Put.*"}}, outcomes),
            "put-1 names Put.*, which did not run at any door");
}

TEST(FidelityLedgerCheck, MissesNothingWhereOneDoorRanIt) {
  const Outcomes outcomes = {{"Put.Stores", {{"direct", true}, {"aws", false}}}};
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {"Put.Stores"}}, outcomes), "");
}

TEST(FidelityLedgerCheck, MissesARuleWithoutATest) {
  EXPECT_EQ(WhatIsMissing({"put-1", "observed", {}}, {}), "put-1 has no test");
}

TEST(FidelityLedgerCheck, ReadsWhatGoogleTestWrites) {
  Outcomes outcomes;
  AddOutcomes(
      R"(<testcase name="Stores/aws" value_param="aws" file="a" line="1" status="run" )"
      R"(result="skipped" time="0." timestamp="t" classname="EveryDoor/Put">)"
      R"(<testcase name="Is" file="a" line="1" status="run" result="completed" time="0.")"
      R"( timestamp="t" classname="Get" />)"
      R"(<testcase name="Is/aws_Put_size_Low" file="a" line="1" status="run" result="completed")"
      R"( time="0." timestamp="t" classname="EveryDoor/Put" />)",
      outcomes);
  EXPECT_EQ(outcomes, (Outcomes{{"Put.Stores", {{"aws", false}}},
                                {"Put.Is/Put_size_Low", {{"aws", true}}},
                                {"Get.Is", {{"", true}}}}));
}

}  // namespace
}  // namespace fauxebs::internal
