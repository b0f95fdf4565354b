// The journal as JSON lines and as a trace, read by another library.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A start, a put whose reply is lost, an unsent put, and one that still runs.
struct JournalExport : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), From("uploader")).value().snapshot_id;

  JournalExport() {
    ebs.On(PutSnapshotBlock).Named("lost").LoseReply();
    ebs.clock().Advance(1500ms);
    CallContext again = From("uploader");
    again.attempt = 2;
    again.backoff = 1500ms;
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), again));
    ebs.journal().NoteUnsent(ListOf(id), From("uploader"), "too late", ebs.clock().Now());
    ebs.journal().Begin(Side::kClient, ListOf(id), From("uploader"), ebs.clock().Now());
  }

  std::vector<json> Objects() {
    std::istringstream in(ebs.journal().ToJsonLines());
    std::vector<json> objects;
    for (std::string line; std::getline(in, line);) objects.push_back(json::parse(line));
    return objects;
  }
  json Trace() { return json::parse(ebs.journal().ToChromeTrace()); }
  // Of the trace, without its names.
  std::vector<json> Calls() {
    std::vector<json> calls;
    const json trace = Trace();
    for (const json& event : trace.at("traceEvents")) {
      if (event.at("ph") != "M") calls.push_back(event);
    }
    return calls;
  }
};

std::vector<std::string> KeysOf(const json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

TEST_F(JournalExport, IsAnObjectForEachEntry) { EXPECT_THAT(Objects(), SizeIs(6)); }

TEST_F(JournalExport, TellsACallAndItsAnswer) {
  const json call = Objects().at(2);
  json expected = json::parse(R"({
    "number": 3, "side": "client", "call": 3, "client": "uploader", "thread": "t1",
    "operation": "PutSnapshotBlock", "block_index": 7, "size_bytes": 524288,
    "digest": "B4VNL+8p", "invoked": 5, "returned": 8,
    "started": "2026-01-01T00:00:01.500Z", "finished": "2026-01-01T00:00:04.500Z",
    "started_ms": 1500, "finished_ms": 4500, "attempt": 2, "backoff_ms": 1500, "late": false,
    "sent": true, "rule": "lost", "struck": "reply", "ok": false,
    "error": {"code": "Timeout", "reason": null, "message": "no answer in time",
              "http_status": null, "request_id": null},
    "outcome": "Timeout \"no answer in time\""})");
  expected["snapshot_id"] = id;
  EXPECT_EQ(call, expected);
}

TEST_F(JournalExport, TellsWhatTheServiceDid) {
  const json done = Objects().at(3);
  EXPECT_EQ(done.at("side"), "service");
  EXPECT_EQ(done.at("call"), 3);
  EXPECT_EQ(done.at("ok"), true);
  EXPECT_EQ(done.at("error"), nullptr);
  EXPECT_EQ(done.at("rule"), nullptr);
  EXPECT_EQ(done.at("struck"), nullptr);
}

TEST_F(JournalExport, TellsWhatAnErrorOfTheServiceIs) {
  static_cast<void>(service->GetSnapshotBlock(GetOf(id, 9, ""), {}));
  const json error = Objects().back().at("error");
  EXPECT_EQ(error.at("code"), "Validation");
  EXPECT_EQ(error.at("http_status"), 400);
  EXPECT_NE(error.at("request_id"), nullptr);
}

TEST_F(JournalExport, SaysNullOfWhatThereIsNot) {
  const json unsent = Objects().at(4);
  EXPECT_EQ(unsent.at("sent"), false);
  EXPECT_EQ(unsent.at("block_index"), nullptr);
  EXPECT_EQ(unsent.at("digest"), nullptr);
  const json running = Objects().at(5);
  EXPECT_EQ(running.at("returned"), nullptr);
  EXPECT_EQ(running.at("finished"), nullptr);
  EXPECT_EQ(running.at("finished_ms"), nullptr);
  EXPECT_EQ(running.at("outcome"), nullptr);
}

TEST_F(JournalExport, HasTheSameKeysInEachLine) {
  const std::vector<json> objects = Objects();
  EXPECT_EQ(KeysOf(objects.at(0)), KeysOf(objects.at(5)));
  EXPECT_EQ(KeysOf(objects.at(2)), KeysOf(objects.at(5)));
}

TEST_F(JournalExport, IsJsonWhateverTheTextsHold) {
  const std::string odd = std::string("\"\\\n\x01\x7F\xC3\xA9\xFF\xED\xA0\x80\0", 12) + "</script>";
  ebs.journal().Clear();
  const std::uint64_t number =
      ebs.journal().Begin(Side::kClient, ListOf(odd), From(odd), kClockEpoch);
  ebs.journal().NoteRule(number, odd, Leg::kRequest);
  ebs.journal().End(number, MakeError(ErrorCode::kValidation, ErrorReason::kNone, odd),
                    kClockEpoch);
  const std::string read =
      std::string("\"\\\n\x01\x7F\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\0", 20) +
      "</script>";
  EXPECT_EQ(Objects().at(0).at("client"), read);
  EXPECT_EQ(Objects().at(0).at("rule"), read);
  EXPECT_EQ(Objects().at(0).at("error").at("message"), read);
  EXPECT_EQ(Calls().at(0).at("args").at("client"), read);
}

TEST_F(JournalExport, IsATraceOfCompleteEventsInMicroseconds) {
  const json call = Calls().at(2);
  json expected = json::parse(R"({
    "name": "PutSnapshotBlock[7]", "cat": "client", "ph": "X", "pid": 1, "tid": 1,
    "ts": 1500000, "dur": 3000000,
    "args": {"number": 3, "call": 3, "client": "uploader", "attempt": 2, "late": false,
             "rule": "lost", "outcome": "Timeout \"no answer in time\""}})");
  expected["args"]["snapshot_id"] = id;
  EXPECT_EQ(call, expected);
}

TEST_F(JournalExport, IsATraceWithTheServiceAsAnotherProcess) {
  const json done = Calls().at(3);
  EXPECT_EQ(done.at("pid"), 2);
  EXPECT_EQ(done.at("args").at("call"), 3);
}

TEST_F(JournalExport, IsATraceWithTheBeginningOfWhatStillRuns) {
  const json running = Calls().at(5);
  EXPECT_EQ(running.at("ph"), "B");
  EXPECT_EQ(running.at("name"), "ListSnapshotBlocks");
  EXPECT_EQ(running.at("ts"), 4500000);
  EXPECT_FALSE(running.contains("dur"));
}

TEST_F(JournalExport, IsATraceThatNamesProcessesAndThreads) {
  const json events = Trace().at("traceEvents");
  const json client = json::parse(
      R"({"ph": "M", "name": "process_name", "pid": 1, "tid": 0, "args": {"name": "client"}})");
  const json service_name = json::parse(
      R"({"ph": "M", "name": "process_name", "pid": 2, "tid": 0, "args": {"name": "service"}})");
  const json thread = json::parse(
      R"({"ph": "M", "name": "thread_name", "pid": 1, "tid": 1, "args": {"name": "t1"}})");
  const json other = json::parse(
      R"({"ph": "M", "name": "thread_name", "pid": 2, "tid": 1, "args": {"name": "t1"}})");
  EXPECT_THAT(std::vector<json>(events.begin(), events.begin() + 4),
              ElementsAre(client, service_name, thread, other));
  EXPECT_THAT(events, SizeIs(10));
}

TEST_F(JournalExport, IsATraceThatSaysWhereItBeginsAndWhatItLacks) {
  const json trace = Trace();
  EXPECT_EQ(trace.at("displayTimeUnit"), "ms");
  EXPECT_EQ(trace.at("otherData").at("origin"), "2026-01-01T00:00:00.000Z");
  EXPECT_EQ(trace.at("otherData").at("dropped"), 0);
}

TEST(EmptyJournalExport, IsNoLinesAndATraceOfNames) {
  EXPECT_THAT(Journal().ToJsonLines(), IsEmpty());
  EXPECT_THAT(json::parse(Journal().ToChromeTrace()).at("traceEvents"), SizeIs(2));
}

}  // namespace
}  // namespace fauxebs
