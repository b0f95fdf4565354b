#include "server/command_line.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/temp_file.h"

namespace fauxebs::internal {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Pair;
using testing::StartsWith;
using testing::VariantWith;

ProgramOptions Parsed(std::vector<std::string> arguments) {
  return std::get<ProgramOptions>(ParseCommandLine(std::move(arguments)));
}

auto IsBadUsage(const std::string& sentence) {
  return VariantWith<Ending>(
      AllOf(testing::Field(&Ending::exit_code, 2),
            testing::Field(&Ending::text, AllOf(StartsWith("fauxebs-server: "), HasSubstr(sentence),
                                                EndsWith("\nSee fauxebs-server --help.\n")))));
}

TEST(CommandLine, NeedsNoOptions) {
  const ProgramOptions options = Parsed({});
  EXPECT_EQ(options.host, "127.0.0.1");
  EXPECT_EQ(options.port, 0);
  EXPECT_EQ(options.universe.fake.service.seed, 1U);
  EXPECT_TRUE(options.universe.http.follow_real_time);
  EXPECT_EQ(options.universe.http.account, kDefaultAccount);
  EXPECT_EQ(options.universe.http.region, "us-east-1");
}

TEST(CommandLine, SaysWhatTheFakeIs) {
  const TempFile rules("any: lose-reply\n");
  const ProgramOptions options = Parsed(
      {"--host", "127.0.0.2", "--port", "8080", "--seed=7", "--account", "999900001111", "--region",
       "eu-west-1", "--clock", "manual", "--rules", rules.path(), "--completion-delay", "1.5"});
  EXPECT_EQ(options.host, "127.0.0.2");
  EXPECT_EQ(options.port, 8080);
  EXPECT_EQ(options.universe.fake.service.seed, 7U);
  EXPECT_EQ(options.universe.fake.service.completion_delay, std::chrono::milliseconds(1500));
  EXPECT_FALSE(options.universe.http.follow_real_time);
  EXPECT_EQ(options.universe.http.account, "999900001111");
  EXPECT_EQ(options.universe.http.region, "eu-west-1");
  EXPECT_EQ(options.universe.rules, "any: lose-reply\n");
}

TEST(CommandLine, TakesSeveralImages) {
  EXPECT_THAT(
      Parsed({"--load-image", "snap-1=a.img", "--load-image", "snap-2=b=c"}).universe.images,
      ElementsAre(Pair("snap-1", "a.img"), Pair("snap-2", "b=c")));
}

TEST(CommandLine, TakesSeveralCredentials) {
  const ProgramOptions options =
      Parsed({"--verify-signatures", "AKID:se:cret", "--verify-signatures", "999900001111:x",
              "--account", "222200003333"});
  ASSERT_EQ(options.universe.http.credentials.size(), 2U);
  const HttpCredentials& first = options.universe.http.credentials[0];
  EXPECT_EQ(first.access_key_id, "AKID");
  EXPECT_EQ(first.secret_access_key, "se:cret");
  EXPECT_EQ(first.account, "222200003333");
  EXPECT_EQ(options.universe.http.credentials[1].account, "999900001111");
}

TEST(CommandLine, IsRefusedWithASentence) {
  const auto parse = [](std::vector<std::string> arguments) {
    return ParseCommandLine(std::move(arguments));
  };
  EXPECT_THAT(parse({"--bogus"}), IsBadUsage("--bogus"));
  EXPECT_THAT(parse({"stray"}), IsBadUsage("stray"));
  EXPECT_THAT(parse({"--port"}), IsBadUsage("--port"));
  EXPECT_THAT(parse({"--port", "x"}), IsBadUsage("--port"));
  EXPECT_THAT(parse({"--port", "65536"}), IsBadUsage("--port"));
  EXPECT_THAT(parse({"--seed", "-1"}), IsBadUsage("--seed"));
  EXPECT_THAT(parse({"--clock", "fast"}), IsBadUsage("--clock"));
  EXPECT_THAT(parse({"--account", "12"}), IsBadUsage("'12' is no account, which has 12 digits"));
  EXPECT_THAT(parse({"--region", "US East"}), IsBadUsage("'US East' is no Region"));
  EXPECT_THAT(parse({"--completion-delay", "nan"}), IsBadUsage("--completion-delay"));
  EXPECT_THAT(parse({"--verify-signatures", "AKID"}), IsBadUsage("write KEY_ID:SECRET"));
  EXPECT_THAT(parse({"--load-image", "disk.img"}), IsBadUsage("write ID=FILE"));
  EXPECT_THAT(parse({"--rules", "/no/such/file"}),
              IsBadUsage("'/no/such/file' cannot be read; name a file of fault rules"));
  EXPECT_THAT(parse({"--rules", "/"}), IsBadUsage("'/' cannot be read"));
}

TEST(CommandLine, KeepsToThisMachine) {
  for (const char* host : {"0.0.0.0", "192.168.0.1", "localhost", "::1", "127.1", ""}) {
    EXPECT_THAT(ParseCommandLine({"--host", host}), IsBadUsage("an address of 127.0.0.0/8"))
        << host;
  }
}

TEST(CommandLine, DoesNotShowASecret) {
  EXPECT_THAT(ParseCommandLine({"--verify-signatures", ":hush"}),
              VariantWith<Ending>(testing::Field(&Ending::text, testing::Not(HasSubstr("hush")))));
}

TEST(CommandLine, TellsItsVersion) {
  EXPECT_THAT(
      ParseCommandLine({"--version"}),
      VariantWith<Ending>(AllOf(testing::Field(&Ending::exit_code, 0),
                                testing::Field(&Ending::text, StartsWith("fauxebs-server 0.")))));
}

TEST(CommandLine, TellsItsOptions) {
  EXPECT_THAT(ParseCommandLine({"--help"}),
              VariantWith<Ending>(AllOf(testing::Field(&Ending::exit_code, 0),
                                        testing::Field(&Ending::text, HasSubstr("--load-image")))));
}

}  // namespace
}  // namespace fauxebs::internal
