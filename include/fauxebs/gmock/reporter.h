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
#include <sstream>
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
        start_(ebs.clock().Now()),
        exceptions_(std::uncaught_exceptions()),
        parts_before_(CurrentResult() == nullptr ? 0 : CurrentResult()->total_part_count()) {}
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  // Every violation becomes a non-fatal failure at its own place. A test that was cut short (failed
  // fatally, threw, was skipped after a failure) could not reach what its rules waited for: then
  // they are listed instead. A skipped test is not judged. If there is a violation, or the test
  // failed since construction, prints time, seed, rules and the journal's end to stdout.
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
  static constexpr std::size_t kJournalLines = 40;

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
    out << "\n  virtual time: " << (now - start_).count() << " ms since the start, "
        << ToString(now) << "\n  seed: " << ebs_.seed() << "\n  rules:";
    const std::vector<Rule> rules = ebs_.rules();
    if (rules.empty()) out << " none";
    for (const Rule& rule : rules) PrintTo(rule, &(out << "\n    "));
    if (!unjudged.empty()) out << "\n  unused rules, not judged because the test was cut short:";
    for (const Violation& violation : unjudged) PrintTo(violation, &(out << "\n    "));
    out << "\n  journal, " << kJournalLines << " lines at most:\n"
        << ebs_.journal().Timeline(kJournalLines);
    // As GoogleTest itself writes.
    std::fputs(out.str().c_str(), stdout);
    std::fflush(stdout);
  }

  Fake& ebs_;
  const TimePoint start_;
  const int exceptions_;
  const int parts_before_;
};

}  // namespace fauxebs
