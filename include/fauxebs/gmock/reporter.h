// Reporter: a test answers for its fake. Rules that never fired fail it, and whenever it fails, the
// fake tells what happened.
//
//   Reporter    for tests without the fixture of fauxebs/gmock/test.h, which has one
//
//   TEST(Backup, RidesOutThrottling) {
//     fauxebs::Fake ebs;
//     fauxebs::Reporter reporter(ebs);  // before the clients: it judges when they are gone
//     std::shared_ptr<fauxebs::Service> service = ebs.service();
//     ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());  // fails here if it never fires
//     Backup(service);
//   }
//
// For the thread that runs the test.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "fauxebs/fake.h"
#include "fauxebs/gmock/printers.h"
#include "fauxebs/print.h"

namespace fauxebs {

class Reporter {
 public:
  // Requires: the only reporter of this fake.
  explicit Reporter(Fake& ebs)
      : ebs_(ebs),
        exceptions_(std::uncaught_exceptions()),
        parts_before_(CurrentResult() == nullptr ? 0 : CurrentResult()->total_part_count()) {}
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  // Every violation becomes a non-fatal failure at its own place. A test that was cut short (failed
  // fatally, threw, was skipped after a failure) could not reach what its rules waited for: then
  // they are listed instead. A skipped test is not judged. If there is a violation, or the test
  // failed since construction, prints seed, time, rules, the last calls and how to run it again to
  // stdout.
  ~Reporter() {
    const std::vector<Violation> violations = ebs_.Verify();
    const Standing test = Judge();
    if (test.skipped && !test.failed) return;
    const bool cut_short = test.fatal || test.skipped;
    if (!cut_short) {
      for (const Violation& violation : violations) {
        ADD_FAILURE_AT(violation.file.c_str(), violation.line) << violation.text;
      }
    }
    if (test.failed || !violations.empty()) {
      Print(cut_short ? violations : std::vector<Violation>());
    }
  }

 private:
  static constexpr std::size_t kRows = 40;

  struct Standing {
    bool failed = false;  // since the reporter's construction
    bool fatal = false;
    bool skipped = false;
  };

  // Null outside of tests.
  static const testing::TestResult* CurrentResult() {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    return test == nullptr ? nullptr : test->result();
  }

  Standing Judge() const {
    Standing standing;
    // GoogleTest hears of an exception only after this destructor.
    standing.fatal = standing.failed = std::uncaught_exceptions() > exceptions_;
    const testing::TestResult* result = CurrentResult();
    const int parts = result == nullptr ? 0 : result->total_part_count();
    for (int i = 0; i < parts; ++i) {
      const testing::TestPartResult& part = result->GetTestPartResult(i);
      standing.fatal |= part.fatally_failed();
      standing.skipped |= part.skipped();
      standing.failed |= part.failed() && i >= parts_before_;
    }
    return standing;
  }

  void Print(const std::vector<Violation>& unjudged) const {
    std::ostringstream out;
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    out << "[ fauxebs  ] ";
    if (test != nullptr) out << test->test_suite_name() << '.' << test->name();
    const TimePoint now = ebs_.clock().Now();
    out << "\n  seed: " << ebs_.seed() << "\n  virtual time: " << ToString(now) << ", "
        << (now - ebs_.journal().origin()).count() << " ms since the start\n";
    PrintRules(out);
    PrintUnjudged(unjudged, out);
    out << "  the last calls:\n" << ebs_.journal().Timeline(kRows);
    PrintReplay(out);
    // As GoogleTest itself writes.
    std::fputs(out.str().c_str(), stdout);
    std::fflush(stdout);
  }

  static void PrintUnjudged(const std::vector<Violation>& violations, std::ostream& out) {
    if (violations.empty()) return;
    out << "  violations, not judged because the test was cut short:\n";
    for (const Violation& violation : violations) {
      out << "    " << violation.file << ':' << violation.line << ": ";
      std::istringstream text(violation.text);
      std::string line;
      std::getline(text, line);
      out << line << '\n';
      while (std::getline(text, line)) out << "      " << line << '\n';
    }
  }

  void PrintRules(std::ostream& out) const {
    out << (ebs_.rules().empty() ? "  rules: none\n" : "  rules:\n");
    std::istringstream table(ebs_.RulesTable());
    for (std::string line; std::getline(table, line);) out << "    " << line << '\n';
  }

  // What to paste into a test, so that it has this seed and these rules.
  void PrintReplay(std::ostream& out) const {
    const bool seeded = ebs_.seed() != MemoryServiceOptions().seed;
    const std::vector<Rule> rules = ebs_.rules();
    if (!seeded && rules.empty()) return;
    out << "  to run it again:\n";
    if (seeded) out << "    options.service.seed = " << ebs_.seed() << ";\n";
    for (const Rule& rule : rules) {
      const std::string text = rule.text();
      if (!rule.in_force()) {
        out << "    // was in force for a while: " << text << '\n';
      } else if (IsReadBack(text)) {
        out << "    ebs.Load(" << Quoted(text) << ");\n";
      } else {
        out << "    // and a rule whose predicate is code: " << text << '\n';
      }
    }
  }

  static bool IsReadBack(const std::string& text) {
    try {
      static_cast<void>(FaultRule::Parse(text));
      return true;
    } catch (const std::logic_error&) {
      return false;
    }
  }

  // As a literal in C++.
  static std::string Quoted(const std::string& text) {
    std::ostringstream literal;
    literal << '"' << std::oct << std::setfill('0');
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') literal << '\\';
      if (byte < 0x20 || byte == 0x7F) {
        literal << '\\' << std::setw(3) << static_cast<unsigned>(byte);
      } else {
        literal << c;
      }
    }
    literal << '"';
    return literal.str();
  }

  Fake& ebs_;
  const int exceptions_;
  const int parts_before_;
};

}  // namespace fauxebs
