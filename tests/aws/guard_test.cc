// Who calls InitAPI, and when. Each test has a process of its own, in which nobody has called it.
#include <aws/core/Aws.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/sdk.h>
#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>

#include "aws/client_fixture.h"

namespace {

using fauxebs::ClientOptions;
using fauxebs::Fake;

// Runs it in a process of its own, which must print "fine" at its end.
void InItsOwnProcess(const std::function<void()>& run) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        run();
        std::fputs("fine", stderr);
        std::exit(0);  // so that what is static is destroyed
      },
      testing::ExitedWithCode(0), "fine$");
}

void Require(bool holds) {
  if (!holds) std::_Exit(1);
}

// All three forms, and an error with its model.
void Use(Fake& ebs, const Aws::EBS::EBSClient& client) {
  const auto request = fauxebs::ListRequest(ebs.AddSnapshot());
  Require(client.ListSnapshotBlocks(request).IsSuccess());
  Require(client.ListSnapshotBlocksCallable(request).get().IsSuccess());
  Require(client.ListSnapshotBlocks(fauxebs::ListRequest("snap-0")).GetError().GetErrorType() ==
          Aws::EBS::EBSErrors::RESOURCE_NOT_FOUND);
}

ClientOptions WithoutGuard() {
  ClientOptions options;
  options.init_api = false;
  return options;
}

TEST(InitApi, IsCalledByTheFirstClientWhereNobodyHas) {
  InItsOwnProcess([] {
    Fake ebs;
    Use(ebs, *MakeEBSClient(ebs));
    Require(fauxebs::internal::InitApiRan());
  });
}

TEST(InitApi, MayBeCalledByTheUserAroundAClient) {
  InItsOwnProcess([] {
    const fauxebs::AwsSdk sdk;
    Fake ebs;
    Use(ebs, *MakeEBSClient(ebs));
  });
}

TEST(InitApi, MayBeCalledByTheUserBeforeAClientAndNoMore) {
  InItsOwnProcess([] {
    Fake ebs;
    std::shared_ptr<Aws::EBS::EBSClient> client;
    {
      const fauxebs::AwsSdk sdk;
      client = MakeEBSClient(ebs);
    }
    Use(ebs, *client);
  });
}

TEST(InitApi, MayBeCalledByTheUserAfterAClient) {
  InItsOwnProcess([] {
    Fake ebs;
    const auto client = MakeEBSClient(ebs);
    { const fauxebs::AwsSdk sdk; }
    Use(ebs, *client);
    Use(ebs, *MakeEBSClient(ebs));
  });
}

TEST(InitApi, MayBeCalledByTheUserAgainAndAgain) {
  InItsOwnProcess([] {
    for (int i = 0; i < 3; ++i) {
      const fauxebs::AwsSdk sdk;
      Fake ebs;
      Use(ebs, *MakeEBSClient(ebs, Aws::EBS::EBSClientConfiguration()));
    }
  });
}

TEST(InitApi, IsLeftToTheUserWithoutTheGuard) {
  InItsOwnProcess([] {
    const fauxebs::AwsSdk sdk;
    Fake ebs;
    Use(ebs, *MakeEBSClient(ebs, WithoutGuard()));
  });
}

TEST(InitApi, IsHeldLongerThanAnyStaticClient) {
  InItsOwnProcess([] {
    static Fake ebs;
    static const fauxebs::FakeEBSClient client(ebs);
    Use(ebs, client);
  });
}

#ifndef FAUXEBS_STANDIN
TEST(InitApi, MissingWithoutTheGuardIsASentence) {
  InItsOwnProcess([] {
    Fake ebs;
    try {
      MakeEBSClient(ebs, WithoutGuard());
    } catch (const std::logic_error& error) {
      Require(std::string(error.what()).find("Aws::InitAPI has not been called") == 0);
      return;
    }
    Require(false);
  });
}

TEST(InitApi, UndoneWithoutTheGuardIsASentence) {
  InItsOwnProcess([] {
    { const fauxebs::AwsSdk sdk; }
    Fake ebs;
    try {
      MakeEBSClient(ebs, WithoutGuard());
    } catch (const std::logic_error&) {
      return;
    }
    Require(false);
  });
}

TEST(InitApi, UndoneUnderAClientWithoutTheGuardIsTheSdksOwnError) {
  InItsOwnProcess([] {
    Fake ebs;
    std::shared_ptr<Aws::EBS::EBSClient> client;
    {
      const fauxebs::AwsSdk sdk;
      client = MakeEBSClient(ebs, WithoutGuard());
    }
    const auto outcome = client->ListSnapshotBlocks(fauxebs::ListRequest(ebs.AddSnapshot()));
    Require(outcome.GetError().GetExceptionName() == "NOT_INITIALIZED");
  });
}
#endif

}  // namespace
