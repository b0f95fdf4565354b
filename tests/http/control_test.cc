// The control endpoints of fauxebs-server, without a socket.

#include "server/control.h"

#include <gmock/gmock.h>

#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "support/temp_file.h"

namespace fauxebs::internal {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using testing::ThrowsMessage;

using Value = nlohmann::json;

MATCHER_P2(Refuses, status, sentence, "") {
  const auto body = Value::parse(arg.reply.body.view(), nullptr, false);
  return arg.reply.status == status && body.is_object() && body.contains("message") &&
         ExplainMatchResult(HasSubstr(sentence), body["message"].template get<std::string>(),
                            result_listener);
}

struct ControlEndpoint : testing::Test {
  explicit ControlEndpoint(UniverseOptions options = {}) : control(std::move(options)) {}

  Answer Do(const std::string& method, const std::string& target, const std::string& body = "") {
    return control({method, target, {{"User-Agent", "test/1"}}, Bytes::Copy(body)});
  }
  Value Told(const std::string& method, const std::string& target, const std::string& body = "") {
    const Answer answer = Do(method, target, body);
    EXPECT_EQ(answer.reply.status, 200) << answer.reply.body.view();
    return Value::parse(answer.reply.body.view());
  }
  Value Snapshots() { return Told("GET", "/_fauxebs/snapshots")["Snapshots"]; }
  std::string Start(const std::string& body = R"({"VolumeSize": 1})") {
    const Answer answer = Do("POST", "/snapshots", body);
    EXPECT_EQ(answer.reply.status, 201) << answer.reply.body.view();
    return Value::parse(answer.reply.body.view())["SnapshotId"];
  }
  std::int64_t Now() { return Told("GET", "/_fauxebs/clock")["now_ms"]; }

  Control control;
};

TEST_F(ControlEndpoint, PassesOnWhatIsForTheService) {
  EXPECT_EQ(Do("POST", "/snapshots", R"({"VolumeSize": 1})").reply.status, 201);
}

TEST_F(ControlEndpoint, ShowsSnapshots) {
  const std::string id =
      Start(R"({"VolumeSize": 3, "Description": "d", "Tags": [{"Key": "k", "Value": "v"}]})");

  const Value snapshots = Snapshots();

  ASSERT_THAT(snapshots, SizeIs(1));
  EXPECT_EQ(snapshots[0], (Value{{"SnapshotId", id},
                                 {"OwnerId", kDefaultAccount},
                                 {"State", "pending"},
                                 {"StateMessage", nullptr},
                                 {"VolumeSize", 3},
                                 {"ParentSnapshotId", nullptr},
                                 {"Description", "d"},
                                 {"KmsKeyArn", nullptr},
                                 {"Tags", {{{"Key", "k"}, {"Value", "v"}}}},
                                 {"StartTime", "2026-01-01T00:00:00.000Z"},
                                 {"BlocksCount", 0},
                                 {"ChangedBlocksCount", 0}}));
}

TEST_F(ControlEndpoint, ShowsThatThereAreNoSnapshots) { EXPECT_THAT(Snapshots(), IsEmpty()); }

TEST_F(ControlEndpoint, PutsRulesIntoForceAndCounts) {
  const Value added = Told("POST", "/_fauxebs/faults",
                           "StartSnapshot#1: refuse(RequestThrottled); any[block=7]: lose-reply");
  EXPECT_EQ(added["rules"][1]["number"], 2);
  EXPECT_EQ(Do("POST", "/snapshots", R"({"VolumeSize": 1})").reply.status, 400);

  const Value rules = Told("GET", "/_fauxebs/faults")["rules"];

  ASSERT_THAT(rules, SizeIs(2));
  EXPECT_EQ(rules[0], (Value{{"number", 1},
                             {"text", "StartSnapshot#1: refuse(RequestThrottled)"},
                             {"matched", 1},
                             {"fired", 1},
                             {"cancelled", false},
                             {"near_miss", nullptr}}));
  EXPECT_EQ(rules[1]["fired"], 0);
  EXPECT_THAT(rules[1]["near_miss"].get<std::string>(), Not(IsEmpty()));
}

TEST_F(ControlEndpoint, NumbersRulesOn) {
  Told("POST", "/_fauxebs/faults", "any: lose-reply");
  const Value added = Told("POST", "/_fauxebs/faults", "any: lose-request");
  ASSERT_THAT(added["rules"], SizeIs(1));
  EXPECT_EQ(added["rules"][0]["number"], 2);
}

TEST_F(ControlEndpoint, CancelsRules) {
  Told("POST", "/_fauxebs/faults", "StartSnapshot: refuse(RequestThrottled)");
  EXPECT_EQ(Told("DELETE", "/_fauxebs/faults")["rules"][0]["cancelled"], true);
  EXPECT_THAT(Start(), StartsWith("snap-"));
}

TEST_F(ControlEndpoint, CancelsARuleByItsNumber) {
  Told("POST", "/_fauxebs/faults", "any: lose-reply; StartSnapshot: refuse(Throttling)");

  const Value rules = Told("DELETE", "/_fauxebs/faults/2")["rules"];

  ASSERT_THAT(rules, SizeIs(1));
  EXPECT_EQ(rules[0]["number"], 2);
  EXPECT_EQ(Told("GET", "/_fauxebs/faults")["rules"][0]["cancelled"], false);
  EXPECT_EQ(Told("GET", "/_fauxebs/faults")["rules"][1]["cancelled"], true);
  EXPECT_THAT(Do("DELETE", "/_fauxebs/faults/3"), Refuses(404, "there is no such rule"));
  EXPECT_THAT(Do("DELETE", "/_fauxebs/faults/"), Refuses(404, "there is no such rule"));
}

TEST_F(ControlEndpoint, TakesNothingOfWebPages) {
  EXPECT_THAT(control({"POST", "/_fauxebs/reset", {{"Origin", "http://evil.invalid"}}, {}, true}),
              Refuses(403, "not for web pages"));
}

TEST_F(ControlEndpoint, TakesNoBodyThatSaysNothingToIt) {
  EXPECT_THAT(Do("POST", "/_fauxebs/reset", R"({"seed": 5})"), Refuses(400, "takes no body"));
  EXPECT_THAT(Do("POST", "/_fauxebs/checkpoint", "x"), Refuses(400, "without a body"));
  EXPECT_EQ(Do("POST", "/_fauxebs/checkpoint", "{}").reply.status, 200);
  EXPECT_THAT(Do("POST", "/_fauxebs/restore", R"({"Checkpoint": "1"})"),
              Refuses(400, "say which checkpoint"));
  EXPECT_THAT(Do("POST", "/_fauxebs/clock/advance", std::string("{\"seconds\": 1}\0", 15)),
              Refuses(400, "say how far"));
}

TEST_F(ControlEndpoint, PassesOnWhatIsWrongWithARule) {
  EXPECT_THAT(Do("POST", "/_fauxebs/faults", "StartSnapshot#1: lose"),
              Refuses(400, "rules, line 1, column 18: expected a verb"));
  EXPECT_THAT(Do("POST", "/_fauxebs/faults", ""), Refuses(400, "there is no rule in the text"));
  EXPECT_THAT(Do("POST", "/_fauxebs/faults", "any: lose-reply; StartSnapshot: corrupt-reply(zero)"),
              Refuses(400, "StartSnapshot"));
  EXPECT_THAT(Told("GET", "/_fauxebs/faults")["rules"], IsEmpty());
}

TEST_F(ControlEndpoint, TakesNoMoreThanSoManyRulesAtOnce) {
  std::string text;
  for (int i = 0; i < 1001; ++i) text += "any{maybe}: lose-reply;";
  EXPECT_THAT(Do("POST", "/_fauxebs/faults", text), Refuses(400, "more than 1000 rules"));
}

TEST_F(ControlEndpoint, LetsGoWhatARuleHoldsWhereRulesAreCancelled) {
  Told("POST", "/_fauxebs/faults", "StartSnapshot: hold");
  auto started = std::async(std::launch::async, [&] { return Start(); });
  while (Told("GET", "/_fauxebs/faults")["rules"][0]["matched"] == 0) std::this_thread::yield();
  Told("DELETE", "/_fauxebs/faults");
  EXPECT_THAT(started.get(), StartsWith("snap-"));
}

TEST_F(ControlEndpoint, AnswersHoweverLongItTakesByTheServicesClock) {
  Told("POST", "/_fauxebs/faults", "StartSnapshot: delay(60000ms)");
  EXPECT_THAT(Start(), StartsWith("snap-"));
  EXPECT_EQ(Told("GET", "/_fauxebs/clock")["now"], "2026-01-01T00:01:00.000Z");
}

TEST_F(ControlEndpoint, AnswersHoweverLongItWasHeldByTheServicesClock) {
  Told("POST", "/_fauxebs/faults", "StartSnapshot: hold");
  auto started = std::async(std::launch::async, [&] { return Start(); });
  while (Told("GET", "/_fauxebs/faults")["rules"][0]["matched"] == 0) std::this_thread::yield();
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 60})");
  Told("DELETE", "/_fauxebs/faults");
  EXPECT_THAT(started.get(), StartsWith("snap-"));
}

TEST_F(ControlEndpoint, ShowsTheClock) {
  EXPECT_EQ(
      Told("GET", "/_fauxebs/clock"),
      (Value{{"clock", "manual"}, {"now", "2026-01-01T00:00:00.000Z"}, {"now_ms", 1767225600000}}));
}

TEST_F(ControlEndpoint, MovesTheClock) {
  EXPECT_EQ(Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 90})")["now"],
            "2026-01-01T00:01:30.000Z");
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 0.0015})");
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 0})");
  EXPECT_EQ(Told("GET", "/_fauxebs/clock")["now"], "2026-01-01T00:01:30.002Z");
}

TEST_F(ControlEndpoint, DoesNotMoveTheClockWhereItCannotGo) {
  const auto advance = [&](const std::string& body) {
    return Do("POST", "/_fauxebs/clock/advance", body);
  };
  EXPECT_THAT(advance(R"({"seconds": -1})"), Refuses(400, "time does not move back"));
  EXPECT_THAT(advance(R"({"seconds": 1e300})"), Refuses(400, "say fewer seconds"));
  EXPECT_THAT(advance(R"({"seconds": 999999999999})"), Refuses(400, "the year 2261"));
  EXPECT_EQ(Told("GET", "/_fauxebs/clock")["now"], "2026-01-01T00:00:00.000Z");
}

TEST_F(ControlEndpoint, AsksForTheSecondsWhereTheyAreMissing) {
  const auto advance = [&](const std::string& body) {
    return Do("POST", "/_fauxebs/clock/advance", body);
  };
  const char* sentence = R"(say how far the clock moves: {"seconds": 60})";
  EXPECT_THAT(advance(""), Refuses(400, sentence));
  EXPECT_THAT(advance("{"), Refuses(400, sentence));
  EXPECT_THAT(advance("60"), Refuses(400, sentence));
  EXPECT_THAT(advance("[]"), Refuses(400, sentence));
  EXPECT_THAT(advance(R"({"seconds": "60"})"), Refuses(400, sentence));
  EXPECT_THAT(advance(R"({"seconds": 1e999})"), Refuses(400, sentence));
  EXPECT_THAT(advance("\xff\xfe"), Refuses(400, sentence));
  EXPECT_THAT(advance(std::string(500'000, '[')), Refuses(400, sentence));
}

TEST_F(ControlEndpoint, ShowsTheJournalInLines) {
  const std::string id = Start();

  const Answer answer = Do("GET", "/_fauxebs/journal");

  EXPECT_EQ(Header(answer.reply.headers, "content-type"), "application/x-ndjson");
  const std::string_view text = answer.reply.body.view();
  const Value first = Value::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(first["operation"], "StartSnapshot");
  EXPECT_EQ(first["client"], "test");
}

TEST_F(ControlEndpoint, EmptiesTheJournal) {
  Start();
  Told("DELETE", "/_fauxebs/journal");
  EXPECT_EQ(Do("GET", "/_fauxebs/journal").reply.body.view(), "");
}

TEST_F(ControlEndpoint, GoesBackToACheckpoint) {
  const std::string first = Start();
  EXPECT_EQ(Told("POST", "/_fauxebs/checkpoint"), (Value{{"checkpoint", "1"}}));
  Start();
  EXPECT_EQ(Told("POST", "/_fauxebs/checkpoint"), (Value{{"checkpoint", "2"}}));

  Told("POST", "/_fauxebs/restore", R"({"checkpoint": "1"})");
  EXPECT_THAT(Snapshots(), SizeIs(1));
  EXPECT_EQ(Snapshots()[0]["SnapshotId"], first);

  Told("POST", "/_fauxebs/restore");
  EXPECT_THAT(Snapshots(), SizeIs(2));
}

TEST_F(ControlEndpoint, TakesTheLatestCheckpointWhereNoneIsNamed) {
  Start();
  Told("POST", "/_fauxebs/checkpoint");
  Told("POST", "/_fauxebs/reset");
  Told("POST", "/_fauxebs/restore", "{}");
  EXPECT_THAT(Snapshots(), SizeIs(1));
}

TEST_F(ControlEndpoint, KnowsNoCheckpointThatWasNotTaken) {
  const auto restore = [&](const std::string& body) {
    return Do("POST", "/_fauxebs/restore", body);
  };
  EXPECT_THAT(restore(""), Refuses(404, "take one with POST /_fauxebs/checkpoint"));
  Told("POST", "/_fauxebs/checkpoint");
  EXPECT_THAT(restore(R"({"checkpoint": "2"})"), Refuses(404, "there is no such checkpoint"));
  EXPECT_THAT(restore(R"({"checkpoint": "01"})"), Refuses(404, "there is no such checkpoint"));
  EXPECT_THAT(restore(R"({"checkpoint": 1})"), Refuses(400, "say which checkpoint"));
  EXPECT_THAT(restore("[1]"), Refuses(400, "say which checkpoint"));
}

TEST_F(ControlEndpoint, TakesNoCheckpointWhileACallIsUnderWay) {
  Told("POST", "/_fauxebs/faults", "StartSnapshot: hold");
  auto started = std::async(std::launch::async, [&] { return Start(); });
  while (Told("GET", "/_fauxebs/faults")["rules"][0]["matched"] == 0) std::this_thread::yield();
  EXPECT_THAT(Do("POST", "/_fauxebs/checkpoint"), Refuses(409, "calls are under way"));
  Told("POST", "/_fauxebs/reset");  // which lets it go, in the old universe
  EXPECT_THAT(started.get(), StartsWith("snap-"));
  EXPECT_THAT(Snapshots(), IsEmpty());
}

TEST_F(ControlEndpoint, DoesNothingWhereTheBodyDidNotArriveWhole) {
  Told("POST", "/_fauxebs/checkpoint");
  Start();
  EXPECT_THAT(control({"POST", "/_fauxebs/restore", {}, {}, false}),
              Refuses(400, "the body did not arrive whole"));
  EXPECT_THAT(Snapshots(), SizeIs(1));
}

TEST_F(ControlEndpoint, SaysWhichMethodsAPathTakes) {
  const Answer answer = Do("PUT", "/_fauxebs/faults");
  EXPECT_THAT(answer, Refuses(405, "/_fauxebs/faults takes GET, POST, DELETE"));
  EXPECT_EQ(Header(answer.reply.headers, "Allow"), "GET, POST, DELETE");
}

TEST_F(ControlEndpoint, SaysWhichPathsThereAre) {
  EXPECT_THAT(Do("GET", "/_fauxebs/nothing"), Refuses(404, "GET /_fauxebs/snapshots"));
  EXPECT_THAT(Do("GET", "/_fauxebs"), Refuses(404, "there is no such control endpoint"));
  EXPECT_THAT(Do("GET", "/_fauxebs/clock/"), Refuses(404, "there is no such control endpoint"));
}

struct ControlOfOptions : ControlEndpoint {
  static UniverseOptions Options(const std::string& image) {
    UniverseOptions options;
    options.http.account = "999900001111";
    options.rules = "CompleteSnapshot: lose-reply";
    options.images = {{"snap-0123", image}};
    return options;
  }
  ControlOfOptions() : ControlEndpoint(Options(Image().path())) {}

  static const TempFile& Image() {
    static const TempFile image(std::string(512, 'a'));
    return image;
  }
};

TEST_F(ControlOfOptions, HasTheirImagesAndRules) {
  EXPECT_EQ(Snapshots()[0]["SnapshotId"], "snap-0123");
  EXPECT_EQ(Snapshots()[0]["OwnerId"], "999900001111");
  EXPECT_EQ(Snapshots()[0]["BlocksCount"], 1);
  EXPECT_EQ(Told("GET", "/_fauxebs/faults")["rules"][0]["text"], "CompleteSnapshot: lose-reply");
}

TEST_F(ControlOfOptions, HasThemAgainAfterAReset) {
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 60})");
  Told("DELETE", "/_fauxebs/faults");
  Start();

  Told("POST", "/_fauxebs/reset");

  EXPECT_THAT(Snapshots(), SizeIs(1));
  EXPECT_EQ(Told("GET", "/_fauxebs/faults")["rules"][0]["cancelled"], false);
  EXPECT_EQ(Now(), 1767225600000);
  EXPECT_EQ(Do("GET", "/_fauxebs/journal").reply.body.view(), "");
}

TEST(ControlOfBadOptions, CannotBe) {
  UniverseOptions options;
  options.rules = "CompleteSnapshot: lose";
  EXPECT_THAT([&] { Control control(options); },
              ThrowsMessage<std::logic_error>(HasSubstr("line 1, column 19")));
}

struct ControlInRealTime : ControlEndpoint {
  static UniverseOptions Options() {
    UniverseOptions options;
    options.http.follow_real_time = true;
    return options;
  }
  ControlInRealTime() : ControlEndpoint(Options()) {}

  static std::int64_t TimeOfDay() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
};

constexpr std::int64_t kHourMs = 3'600'000;

TEST_F(ControlInRealTime, HasTheTimeOfDay) {
  const std::int64_t before = TimeOfDay();
  const std::int64_t now = Now();
  EXPECT_THAT(now, AllOf(testing::Ge(before), testing::Le(TimeOfDay())));
}

TEST_F(ControlInRealTime, StaysAheadByWhatItWasAdvanced) {
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 3600})");
  const std::int64_t before = TimeOfDay() + kHourMs;
  EXPECT_GE(Now(), before);
}

TEST_F(ControlInRealTime, StaysAheadByWhatCallsWereCharged) {
  Told("POST", "/_fauxebs/faults", "StartSnapshot#1: delay(3600000ms)");
  const std::int64_t before = Now();
  Start();

  const std::int64_t charged = Now();
  EXPECT_GE(charged - before, 3'600'000);
  const std::int64_t then = TimeOfDay();
  while (TimeOfDay() == then) {
  }
  EXPECT_GT(Now(), charged);
}

TEST_F(ControlInRealTime, GoesOnAfterARestore) {
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 3600})");
  Told("POST", "/_fauxebs/checkpoint");
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 3600})");
  Told("POST", "/_fauxebs/restore");
  const std::int64_t before = TimeOfDay() + kHourMs;
  EXPECT_THAT(Now(), AllOf(testing::Ge(before), testing::Lt(before + kHourMs)));
}

TEST_F(ControlInRealTime, HasTheTimeOfDayAfterAReset) {
  Told("POST", "/_fauxebs/clock/advance", R"({"seconds": 3600})");
  Told("POST", "/_fauxebs/reset");
  EXPECT_LT(Now(), TimeOfDay() + kHourMs);
}

}  // namespace
}  // namespace fauxebs::internal
