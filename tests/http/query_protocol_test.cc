#include "http/query_protocol.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace fauxebs::internal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;
using testing::Values;

constexpr const char* kOther = "999900001111";

HttpRequest Form(const std::string& body) {
  return {"POST",
          "/",
          {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
          Bytes::Copy(body)};
}

HttpRequest Ec2(const std::string& parameters) {
  return Form("Version=2016-11-15&Action=" + parameters);
}

HttpRequest Describe(const std::string& parameters = "") {
  return Ec2("DescribeSnapshots&" + parameters);
}

HttpReply Ask(Fake& ebs, const HttpRequest& request, const std::string& account = kDefaultAccount) {
  return AnswerQuery(request, ebs, account);
}

std::string RequestIdIn(const HttpReply& reply) {
  return std::string(Header(reply.headers, "x-amzn-RequestId").value_or("none"));
}

// The texts of all elements of this name.
std::vector<std::string> TextsOf(const HttpReply& reply, const std::string& element) {
  const std::string open = "<" + element + ">";
  const std::string xml(reply.body.view());
  std::vector<std::string> texts;
  for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
    const std::size_t from = at + open.size();
    texts.push_back(xml.substr(from, xml.find('<', from) - from));
  }
  return texts;
}

std::vector<std::string> Ids(const HttpReply& reply) { return TextsOf(reply, "snapshotId"); }

testing::Matcher<HttpReply> IsError(int status, const std::string& code,
                                    const std::string& message) {
  return testing::AllOf(
      testing::Field(&HttpReply::status, status),
      testing::ResultOf([](const HttpReply& reply) { return TextsOf(reply, "Code"); },
                        ElementsAre(code)),
      testing::ResultOf([](const HttpReply& reply) { return TextsOf(reply, "Message"); },
                        ElementsAre(message)));
}

std::string AddNamed(Fake& ebs, const std::string& description,
                     const std::string& account = kDefaultAccount) {
  SnapshotSpec spec;
  spec.description = description;
  spec.account = account;
  return ebs.AddSnapshot(spec);
}

// What speaks it.

TEST(QueryProtocol, IsSpokenByFormsAndByActionsSentToTheRoot) {
  EXPECT_TRUE(IsQuery(Form("Action=DescribeSnapshots")));
  EXPECT_TRUE(IsQuery(Form("")));
  EXPECT_TRUE(IsQuery({"GET", "/?Action=DescribeSnapshots", {}, {}}));
  EXPECT_TRUE(IsQuery({"POST", "/?Action=DescribeSnapshots", {}, {}}));
}

TEST(QueryProtocol, IsNotSpokenByOthers) {
  EXPECT_FALSE(IsQuery({"GET", "/", {}, {}}));
  EXPECT_FALSE(IsQuery({"GET", "/?action=DescribeSnapshots", {}, {}}));
  EXPECT_FALSE(IsQuery({"GET", "/%zz?Action=DescribeSnapshots", {}, {}}));
  EXPECT_FALSE(IsQuery({"GET", "/snapshots?Action=DescribeSnapshots", {}, {}}));
  EXPECT_FALSE(IsQuery({"PUT", "/?Action=DescribeSnapshots", {}, {}}));
  EXPECT_FALSE(IsQuery({"POST", "/", {{"Content-Type", "application/json"}}, {}}));
  EXPECT_FALSE(
      IsQuery({"POST", "/snapshots", {{"Content-Type", "application/x-www-form-urlencoded"}}, {}}));
}

TEST(QueryProtocol, TellsEc2FromSts) {
  EXPECT_STREQ(QueryServiceOf(Describe()), "ec2");
  EXPECT_STREQ(QueryServiceOf(Form("Action=GetCallerIdentity&Version=2011-06-15")), "sts");
  EXPECT_STREQ(QueryServiceOf(Form("Action=GetCallerIdentity")), "sts");
  EXPECT_STREQ(QueryServiceOf(Form("Action=%")), "ec2");
}

TEST(QueryProtocol, RefusesWhatItCannotDecode) {
  Fake ebs;

  EXPECT_THAT(Ask(ebs, Form("Action=%zz")),
              IsError(400, "MalformedQueryString", "The query string contains a syntax error."));
}

TEST(QueryProtocol, RefusesCallsWithoutAnAction) {
  Fake ebs;

  EXPECT_THAT(
      Ask(ebs, Form("Version=2016-11-15")),
      IsError(400, "MissingAction", "The request is missing an action or a required parameter."));
}

TEST(QueryProtocol, RefusesUnknownActionsInTheFormOfEc2) {
  Fake ebs;
  const HttpReply reply = Ask(ebs, Ec2("Describe%3CVolumes%26"));

  EXPECT_EQ(reply.status, 400);
  EXPECT_THAT(reply.headers, ElementsAre(Pair("Content-Type", "text/xml;charset=UTF-8"),
                                         Pair("x-amzn-RequestId", SizeIs(36))));
  EXPECT_EQ(reply.body.view(), fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<Response>
    <Errors>
        <Error>
            <Code>InvalidAction</Code>
            <Message>The action Describe&lt;Volumes&amp; is not valid for this web service.</Message>
        </Error>
    </Errors>
    <RequestID>{}</RequestID>
</Response>
)",
                                           RequestIdIn(reply)));
}

TEST(QueryProtocol, RefusesUnknownActionsInTheFormOfSts) {
  Fake ebs;
  const HttpReply reply = Ask(ebs, Form("Action=AssumeRole&Version=2011-06-15"));

  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body.view(), fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
    <Error>
        <Type>Sender</Type>
        <Code>InvalidAction</Code>
        <Message>The action AssumeRole is not valid for this web service.</Message>
    </Error>
    <RequestId>{}</RequestId>
</ErrorResponse>
)",
                                           RequestIdIn(reply)));
}

TEST(QueryProtocol, RefusesOneServicesActionInTheOthersVersion) {
  Fake ebs;

  EXPECT_THAT(TextsOf(Ask(ebs, Form("Action=DescribeSnapshots&Version=2011-06-15")), "Code"),
              ElementsAre("InvalidAction"));
  EXPECT_THAT(TextsOf(Ask(ebs, Ec2("GetCallerIdentity")), "Code"), ElementsAre("InvalidAction"));
}

TEST(QueryProtocol, RefusesOtherVersions) {
  Fake ebs;

  EXPECT_THAT(Ask(ebs, Form("Action=DescribeSnapshots&Version=2014-02-01")),
              IsError(400, "NoSuchVersion",
                      "The requested version (2014-02-01) of service AmazonEC2 does not exist"));
}

TEST(QueryProtocol, GivesEqualRequestsEqualIdsAndOthersOthers) {
  Fake ebs;

  EXPECT_EQ(RequestIdIn(Ask(ebs, Describe())), RequestIdIn(Ask(ebs, Describe())));
  EXPECT_NE(RequestIdIn(Ask(ebs, Describe())), RequestIdIn(Ask(ebs, Describe("DryRun=false"))));
}

// Signatures.

TEST(SignatureErrorOfEc2, IsAnAuthFailure) {
  EXPECT_THAT(EncodeQueryError(Describe(), {403, "InvalidSignatureException", "Wrong."}),
              IsError(401, "AuthFailure", "Wrong."));
  EXPECT_THAT(EncodeQueryError(Describe(), {400, "IncompleteSignatureException", "Half."}),
              IsError(401, "AuthFailure", "Half."));
  EXPECT_THAT(
      EncodeQueryError(Describe(), {403, "UnrecognizedClientException", "Who?"}),
      IsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials"));
  EXPECT_THAT(EncodeQueryError(Describe(), {403, "MissingAuthenticationTokenException", "None."}),
              IsError(403, "MissingAuthenticationToken", "None."));
}

TEST(SignatureErrorOfSts, HasANameForEachCase) {
  const HttpRequest sts = Form("Action=GetCallerIdentity&Version=2011-06-15");

  EXPECT_THAT(EncodeQueryError(sts, {403, "InvalidSignatureException", "Wrong."}),
              IsError(403, "SignatureDoesNotMatch", "Wrong."));
  EXPECT_THAT(EncodeQueryError(sts, {400, "IncompleteSignatureException", "Half."}),
              IsError(400, "IncompleteSignature", "Half."));
  EXPECT_THAT(EncodeQueryError(sts, {403, "UnrecognizedClientException", "Who?"}),
              IsError(403, "InvalidClientTokenId", "Who?"));
  EXPECT_THAT(EncodeQueryError(sts, {403, "MissingAuthenticationTokenException", "None."}),
              IsError(403, "MissingAuthenticationToken", "None."));
}

TEST(QueryError, OfAnotherKindLosesTheWordExceptionOnly) {
  EXPECT_THAT(EncodeQueryError(Describe(), {400, "ThrottlingException", "Slow."}),
              IsError(400, "Throttling", "Slow."));
  EXPECT_THAT(
      TextsOf(EncodeQueryError(Form("Version=2011-06-15"), {503, "Unavailable", ""}), "Type"),
      ElementsAre("Receiver"));
}

TEST(QueryError, HoldsNothingThatXmlMayNotHold) {
  EXPECT_THAT(
      TextsOf(EncodeQueryError(Describe(), {400, "X", "a\n<&>\t\x01\xff\xc3\xa4"}), "Message"),
      ElementsAre("a&#10;&lt;&amp;&gt;&#9;??\xc3\xa4"));
}

// STS.

TEST(GetCallerIdentity, TellsTheAccount) {
  Fake ebs;
  const HttpReply reply =
      Ask(ebs, Form("Action=GetCallerIdentity&Version=2011-06-15"), "123456789012");

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body.view(), fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
    <GetCallerIdentityResult>
        <Arn>arn:aws:iam::123456789012:root</Arn>
        <UserId>123456789012</UserId>
        <Account>123456789012</Account>
    </GetCallerIdentityResult>
    <ResponseMetadata>
        <RequestId>{}</RequestId>
    </ResponseMetadata>
</GetCallerIdentityResponse>
)",
                                           RequestIdIn(reply)));
}

TEST(GetCallerIdentity, CanBeAskedForInTheQuery) {
  Fake ebs;

  EXPECT_THAT(TextsOf(Ask(ebs, {"GET", "/?Action=GetCallerIdentity&Version=2011-06-15", {}, {}}),
                      "Account"),
              ElementsAre(kDefaultAccount));
}

// EC2: what a snapshot looks like.

TEST(DescribeSnapshots, ShowsASnapshotWithAllThatItHas) {
  Fake ebs;
  SnapshotSpec spec;
  spec.volume_size_gib = 8;
  spec.blocks = {{0, Block::Filled(1)}, {9, Block::Filled(1)}};
  spec.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1";
  spec.description = "the \"root\" <volume>";
  spec.tags = {{"Name", "a&b"}, {"Empty", ""}};
  const std::string id = ebs.AddSnapshot(spec);
  const HttpReply reply = Ask(ebs, Describe());

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body.view(), fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>{}</requestId>
    <snapshotSet>
        <item>
            <snapshotId>{}</snapshotId>
            <volumeId>vol-ffffffff</volumeId>
            <status>completed</status>
            <startTime>2026-01-01T00:00:00.000Z</startTime>
            <progress>100%</progress>
            <ownerId>111122223333</ownerId>
            <volumeSize>8</volumeSize>
            <description>the "root" &lt;volume&gt;</description>
            <tagSet>
                <item>
                    <key>Name</key>
                    <value>a&amp;b</value>
                </item>
                <item>
                    <key>Empty</key>
                    <value/>
                </item>
            </tagSet>
            <encrypted>true</encrypted>
            <kmsKeyId>arn:aws:kms:us-east-1:111122223333:key/1</kmsKeyId>
            <storageTier>standard</storageTier>
            <fullSnapshotSizeInBytes>1048576</fullSnapshotSizeInBytes>
        </item>
    </snapshotSet>
</DescribeSnapshotsResponse>
)",
                                           RequestIdIn(reply), id));
}

TEST(DescribeSnapshots, LeavesOutWhatASnapshotHasNot) {
  Fake ebs;
  ebs.AddSnapshot();
  const std::string xml(Ask(ebs, Describe()).body.view());

  EXPECT_THAT(xml, HasSubstr("<description/>\n            <encrypted>false</encrypted>\n"));
  EXPECT_THAT(xml, Not(HasSubstr("kmsKeyId")));
  EXPECT_THAT(xml, Not(HasSubstr("tagSet")));
  EXPECT_THAT(xml, Not(HasSubstr("statusMessage")));
}

TEST(DescribeSnapshots, ShowsNothingWhereThereIsNothing) {
  Fake ebs;
  const HttpReply reply = Ask(ebs, Describe());

  EXPECT_THAT(std::string(reply.body.view()), HasSubstr("    <snapshotSet>\n    </snapshotSet>\n"));
}

TEST(DescribeSnapshots, FollowsASnapshotFromItsStartToItsEnd) {
  FakeOptions options;
  options.service.completion_delay = std::chrono::seconds(2);
  Fake ebs(options);
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  const std::string id = ebs.service()->StartSnapshot(start, {})->snapshot_id;

  EXPECT_THAT(TextsOf(Ask(ebs, Describe()), "status"), ElementsAre("pending"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe()), "progress"), ElementsAre("0%"));

  CompleteSnapshotRequest complete;
  complete.snapshot_id = id;
  complete.changed_blocks_count = 0;
  ASSERT_TRUE(ebs.service()->CompleteSnapshot(complete, {}));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe()), "status"), ElementsAre("pending"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe()), "progress"), ElementsAre("99%"));

  ebs.clock().Advance(std::chrono::seconds(2));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe()), "status"), ElementsAre("completed"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe()), "progress"), ElementsAre("100%"));
}

TEST(DescribeSnapshots, TellsWhyASnapshotIsInError) {
  Fake ebs;
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  ebs.FailSnapshot(ebs.service()->StartSnapshot(start, {})->snapshot_id, "Key <gone>");
  const HttpReply reply = Ask(ebs, Describe());

  EXPECT_THAT(TextsOf(reply, "status"), ElementsAre("error"));
  EXPECT_THAT(TextsOf(reply, "statusMessage"), ElementsAre("Key &lt;gone&gt;"));
  EXPECT_THAT(TextsOf(reply, "progress"), ElementsAre("0%"));
}

// Which snapshots.

TEST(DescribeSnapshots, ShowsOwnSharedAndPublicOnes) {
  Fake ebs;
  const std::string own = AddNamed(ebs, "own");
  const std::string shared = AddNamed(ebs, "shared", kOther);
  const std::string of_all = AddNamed(ebs, "public", kOther);
  AddNamed(ebs, "private", kOther);
  ebs.ShareSnapshot(shared, kDefaultAccount);
  ebs.MakePublic(of_all);

  EXPECT_THAT(Ids(Ask(ebs, Describe())), UnorderedElementsAre(own, shared, of_all));
}

TEST(DescribeSnapshots, ShowsThoseOfTheOwnersThatAreNamed) {
  Fake ebs;
  const std::string own = AddNamed(ebs, "own");
  const std::string of_all = AddNamed(ebs, "public", kOther);
  ebs.MakePublic(of_all);

  EXPECT_THAT(Ids(Ask(ebs, Describe("Owner.1=self"))), ElementsAre(own));
  EXPECT_THAT(Ids(Ask(ebs, Describe("Owner.1=999900001111"))), ElementsAre(of_all));
  EXPECT_THAT(Ids(Ask(ebs, Describe("Owner.1=self&Owner.2=999900001111"))),
              UnorderedElementsAre(own, of_all));
  EXPECT_THAT(Ids(Ask(ebs, Describe("Owner.1=amazon"))), IsEmpty());
  EXPECT_THAT(Ask(ebs, Describe("Owner.1=me")),
              IsError(400, "InvalidUserID.Malformed", "Invalid user id: \"me\""));
}

TEST(DescribeSnapshots, ShowsThoseThatAreNamed) {
  Fake ebs;
  const std::string first = AddNamed(ebs, "first");
  const std::string second = AddNamed(ebs, "second");
  AddNamed(ebs, "third");

  EXPECT_THAT(Ids(Ask(ebs, Describe("SnapshotId.1=" + first))), ElementsAre(first));
  EXPECT_THAT(Ids(Ask(ebs, Describe("SnapshotId.1=" + first + "&SnapshotId.2=" + second))),
              UnorderedElementsAre(first, second));
}

TEST(DescribeSnapshots, RefusesUnknownIds) {
  Fake ebs;
  const std::string known = AddNamed(ebs, "known");

  EXPECT_THAT(Ask(ebs, Describe("SnapshotId.1=" + known + "&SnapshotId.2=snap-0123456789abcdef0")),
              IsError(400, "InvalidSnapshot.NotFound",
                      "The snapshot 'snap-0123456789abcdef0' does not exist."));
  EXPECT_THAT(
      TextsOf(Ask(ebs, Describe("SnapshotId.1=" + AddNamed(ebs, "private", kOther))), "Code"),
      ElementsAre("InvalidSnapshot.NotFound"));
}

TEST(DescribeSnapshots, RefusesMalformedIds) {
  Fake ebs;

  EXPECT_THAT(Ask(ebs, Describe("SnapshotId.1=vol-1")),
              IsError(400, "InvalidParameterValue",
                      "Value (vol-1) for parameter snapshotId is invalid. Expected: 'snap-...'."));
  EXPECT_THAT(Ask(ebs, Describe("SnapshotId.1=snap-1")),
              IsError(400, "InvalidSnapshotID.Malformed", "Invalid id: \"snap-1\""));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe("SnapshotId.1=snap-0123456789ABCDEF0")), "Code"),
              ElementsAre("InvalidSnapshotID.Malformed"));
}

TEST(DescribeSnapshots, RefusesParametersThatItDoesNotKnow) {
  Fake ebs;

  EXPECT_THAT(Ask(ebs, Describe("Colour=red")),
              IsError(400, "UnknownParameter", "The parameter Colour is not recognized"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe("SnapshotId.x=1")), "Code"),
              ElementsAre("UnknownParameter"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe("SnapshotId.1.2=1")), "Code"),
              ElementsAre("UnknownParameter"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe("Filter.1.Value.x=1")), "Code"),
              ElementsAre("UnknownParameter"));
  EXPECT_THAT(TextsOf(Ask(ebs, Describe("RestorableBy.1=self")), "Code"),
              ElementsAre("UnsupportedOperation"));
}

TEST(DescribeSnapshots, TakesNoteOfSignaturesInTheQuery) {
  Fake ebs;

  EXPECT_EQ(Ask(ebs, Describe("X-Amz-Algorithm=AWS4-HMAC-SHA256")).status, 200);
}

TEST(DescribeSnapshots, DoesNothingElseInADryRun) {
  Fake ebs;

  EXPECT_THAT(
      Ask(ebs, Describe("DryRun=true")),
      IsError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set."));
  EXPECT_EQ(Ask(ebs, Describe("DryRun=false")).status, 200);
  EXPECT_THAT(TextsOf(Ask(ebs, Describe("DryRun=yes")), "Code"),
              ElementsAre("InvalidParameterValue"));
}

// Filters: each finds this one snapshot among others.

class Filter : public testing::TestWithParam<const char*> {
 protected:
  Filter() {
    SnapshotSpec spec;
    spec.volume_size_gib = 1024;
    spec.description = "a daily * backup";
    spec.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1";
    spec.tags = {{"Team", "Storage"}, {"key:with:colons", "x"}};
    id_ = ebs_.AddSnapshot(spec);
    spec = {};
    spec.description = "a weekly backup";
    spec.status = SnapshotStatus::kPending;
    spec.account = kOther;
    spec.tags = {{"Other", "Storage"}};
    ebs_.clock().Advance(std::chrono::hours(1));
    other_ = ebs_.AddSnapshot(spec);
    ebs_.MakePublic(other_);
  }

  HttpReply With(const std::string& filters) { return Ask(ebs_, Describe(filters)); }

  Fake ebs_;
  std::string id_;
  std::string other_;
};

class FilterThatMatches : public Filter {};

TEST_P(FilterThatMatches, FindsTheSnapshot) {
  EXPECT_THAT(Ids(With(GetParam())), ElementsAre(id_));
}

INSTANTIATE_TEST_SUITE_P(
    EachName, FilterThatMatches,
    Values("Filter.1.Name=status&Filter.1.Value.1=completed",
           "Filter.1.Name=owner-id&Filter.1.Value.1=111122223333",
           "Filter.1.Name=volume-size&Filter.1.Value.1=1024",
           "Filter.1.Name=encrypted&Filter.1.Value.1=true",
           "Filter.1.Name=progress&Filter.1.Value.1=100%25",
           "Filter.1.Name=start-time&Filter.1.Value.1=2026-01-01T00:00:00.000Z",
           "Filter.1.Name=start-time&Filter.1.Value.1=2026-01-01T00*",
           "Filter.1.Name=tag:Team&Filter.1.Value.1=Storage",
           "Filter.1.Name=tag:key:with:colons&Filter.1.Value.1=x",
           "Filter.1.Name=tag-key&Filter.1.Value.1=Team",
           "Filter.1.Name=description&Filter.1.Value.1=a+daily+*+backup",
           "Filter.1.Name=description&Filter.1.Value.1=*daily*",
           "Filter.1.Name=description&Filter.1.Value.1=?+?????+?+backup",
           "Filter.1.Name=description&Filter.1.Value.1=*%5C*+backup",
           // Any of the values; all of the filters.
           "Filter.1.Name=status&Filter.1.Value.1=error&Filter.1.Value.2=completed",
           "Filter.1.Name=volume-id&Filter.1.Value.1=vol-ffffffff&"
           "Filter.22.Name=description&Filter.22.Value.1=a+d*"));

class FilterThatMatchesNothing : public Filter {};

TEST_P(FilterThatMatchesNothing, FindsNothing) { EXPECT_THAT(Ids(With(GetParam())), IsEmpty()); }

INSTANTIATE_TEST_SUITE_P(EachName, FilterThatMatchesNothing,
                         Values("Filter.1.Name=status&Filter.1.Value.1=error",
                                "Filter.1.Name=status&Filter.1.Value.1=complete",
                                "Filter.1.Name=status&Filter.1.Value.1=completed?",
                                "Filter.1.Name=status&Filter.1.Value.1=Completed",
                                "Filter.1.Name=status&Filter.1.Value.1=%5C*",
                                "Filter.1.Name=status&Filter.1.Value.1=",
                                "Filter.1.Name=owner-alias&Filter.1.Value.1=*",
                                "Filter.1.Name=storage-tier&Filter.1.Value.1=archive",
                                "Filter.1.Name=snapshot-id&Filter.1.Value.1=snap-",
                                "Filter.1.Name=tag:Team&Filter.1.Value.1=storage",
                                "Filter.1.Name=status&Filter.1.Value.1=completed&"
                                "Filter.2.Name=description&Filter.2.Value.1=*weekly*"));

TEST_F(Filter, FindsSnapshotsByTheirIds) {
  EXPECT_THAT(Ids(With("Filter.1.Name=snapshot-id&Filter.1.Value.1=" + id_)), ElementsAre(id_));
  EXPECT_THAT(Ids(With("Filter.1.Name=snapshot-id&Filter.1.Value.1=snap-*")),
              UnorderedElementsAre(id_, other_));
}

TEST_F(Filter, NarrowsWhatIsNamedDown) {
  EXPECT_THAT(Ids(With("SnapshotId.1=" + id_ + "&Filter.1.Name=status&Filter.1.Value.1=pending")),
              IsEmpty());
}

TEST_F(Filter, OfManyStarsTakesNoTime) {
  const std::string stars = "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b";

  EXPECT_THAT(Ids(With("Filter.1.Name=description&Filter.1.Value.1=" + stars)), IsEmpty());
}

TEST_F(Filter, IsRefusedWhereThereIsNoSuch) {
  EXPECT_THAT(With("Filter.1.Name=colour&Filter.1.Value.1=red"),
              IsError(400, "InvalidParameterValue", "The filter 'colour' is invalid"));
  EXPECT_THAT(With("Filter.1.Name=tag:&Filter.1.Value.1=red"),
              IsError(400, "InvalidParameterValue", "The filter 'tag:' is invalid"));
  EXPECT_THAT(With("Filter.1.Value.1=red"),
              IsError(400, "InvalidParameterValue", "The filter '' is invalid"));
}

TEST_F(Filter, IsRefusedWithoutAValue) {
  EXPECT_THAT(With("Filter.1.Name=status"),
              IsError(400, "InvalidParameterValue", "The filter 'status' must have a value"));
}

// Pages.

class PagesOfSnapshots : public testing::Test {
 protected:
  PagesOfSnapshots() {
    for (int i = 0; i < 12; ++i) AddNamed(ebs_, std::to_string(i));
  }

  HttpReply Page(const std::string& token) {
    return Ask(ebs_, Describe("MaxResults=5&NextToken=" + token));
  }

  Fake ebs_;
};

TEST_F(PagesOfSnapshots, HaveEverySnapshotOnce) {
  const HttpReply first = Ask(ebs_, Describe("MaxResults=5"));
  ASSERT_THAT(TextsOf(first, "nextToken"), SizeIs(1));
  const HttpReply second = Page(TextsOf(first, "nextToken")[0]);
  ASSERT_THAT(TextsOf(second, "nextToken"), SizeIs(1));
  const HttpReply third = Page(TextsOf(second, "nextToken")[0]);

  std::vector<std::string> all = Ids(first);
  const std::vector<std::string> in_second = Ids(second);
  const std::vector<std::string> in_third = Ids(third);
  all.insert(all.end(), in_second.begin(), in_second.end());
  all.insert(all.end(), in_third.begin(), in_third.end());
  EXPECT_THAT(Ids(first), SizeIs(5));
  EXPECT_THAT(Ids(second), SizeIs(5));
  EXPECT_THAT(TextsOf(third, "nextToken"), IsEmpty());
  EXPECT_EQ(all, Ids(Ask(ebs_, Describe())));
  EXPECT_THAT(all, SizeIs(12));
}

TEST_F(PagesOfSnapshots, LoseNothingToWhatIsDeletedMeanwhile) {
  const std::vector<std::string> all = Ids(Ask(ebs_, Describe()));
  const HttpReply first = Ask(ebs_, Describe("MaxResults=5"));
  ebs_.DeleteSnapshot(Ids(first)[0]);
  ebs_.DeleteSnapshot(Ids(first)[4]);

  const HttpReply second = Page(TextsOf(first, "nextToken").at(0));

  EXPECT_EQ(Ids(second), std::vector<std::string>(all.begin() + 5, all.begin() + 10));
}

TEST_F(PagesOfSnapshots, EndWithoutATokenWhereTheyEndEvenly) {
  EXPECT_THAT(TextsOf(Ask(ebs_, Describe("MaxResults=12")), "nextToken"), IsEmpty());
  EXPECT_THAT(TextsOf(Ask(ebs_, Describe("MaxResults=11")), "nextToken"), SizeIs(1));
}

TEST_F(PagesOfSnapshots, AreNotMadeUnlessAskedFor) {
  EXPECT_THAT(Ids(Ask(ebs_, Describe())), SizeIs(12));
  EXPECT_THAT(Ids(Ask(ebs_, Describe("MaxResults=2000"))), SizeIs(12));
}

TEST_F(PagesOfSnapshots, AreOfFiveAtLeast) {
  EXPECT_THAT(Ask(ebs_, Describe("MaxResults=4")),
              IsError(400, "InvalidParameterValue",
                      "Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater "
                      "than 5."));
  EXPECT_THAT(TextsOf(Ask(ebs_, Describe("MaxResults=-5")), "Code"),
              ElementsAre("InvalidParameterValue"));
  EXPECT_THAT(TextsOf(Ask(ebs_, Describe("MaxResults=5x")), "Code"),
              ElementsAre("InvalidParameterValue"));
}

TEST_F(PagesOfSnapshots, AreNotOfSnapshotsThatAreNamed) {
  EXPECT_THAT(Ask(ebs_, Describe("MaxResults=5&SnapshotId.1=snap-0123456789abcdef0")),
              IsError(400, "InvalidParameterCombination",
                      "The parameter snapshotSet cannot be used with the parameter maxResults"));
}

TEST_F(PagesOfSnapshots, GoOnFromTokensThatWereGivenOutOnly) {
  const std::string token = TextsOf(Ask(ebs_, Describe("MaxResults=5")), "nextToken").at(0);

  EXPECT_THAT(Page("x"), IsError(400, "InvalidPaginationToken",
                                 "The specified pagination token is not valid or is expired."));
  EXPECT_EQ(Page(token + "0").status, 400);
  EXPECT_EQ(Page(token.substr(1)).status, 400);
  EXPECT_EQ(Ask(ebs_, Describe("NextToken=" + token), kOther).status, 400);
  EXPECT_THAT(Ids(Ask(ebs_, Describe("NextToken=" + token))), SizeIs(7));
}

// Deletion.

TEST(DeleteSnapshot, DeletesIt) {
  Fake ebs;
  const HttpReply reply = Ask(ebs, Ec2("DeleteSnapshot&SnapshotId=" + ebs.AddSnapshot()));

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body.view(), fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<DeleteSnapshotResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>{}</requestId>
    <return>true</return>
</DeleteSnapshotResponse>
)",
                                           RequestIdIn(reply)));
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
}

TEST(DeleteSnapshot, LeavesItThereInADryRun) {
  Fake ebs;
  const std::string id = ebs.AddSnapshot();

  EXPECT_THAT(TextsOf(Ask(ebs, Ec2("DeleteSnapshot&DryRun=true&SnapshotId=" + id)), "Code"),
              ElementsAre("DryRunOperation"));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));
}

TEST(DeleteSnapshot, RefusesWhatIsNotThere) {
  Fake ebs;

  EXPECT_THAT(Ask(ebs, Ec2("DeleteSnapshot&SnapshotId=snap-0123456789abcdef0")),
              IsError(400, "InvalidSnapshot.NotFound",
                      "The snapshot 'snap-0123456789abcdef0' does not exist."));
  EXPECT_THAT(TextsOf(Ask(ebs, Ec2("DeleteSnapshot&SnapshotId=snap-1")), "Code"),
              ElementsAre("InvalidSnapshotID.Malformed"));
}

TEST(DeleteSnapshot, RefusesOtherAccountsSnapshots) {
  Fake ebs;
  const std::string id = AddNamed(ebs, "private", kOther);
  const HttpRequest request = Ec2("DeleteSnapshot&SnapshotId=" + id);

  EXPECT_THAT(TextsOf(Ask(ebs, request), "Code"), ElementsAre("InvalidSnapshot.NotFound"));
  ebs.ShareSnapshot(id, kDefaultAccount);
  EXPECT_THAT(Ask(ebs, request), IsError(403, "UnauthorizedOperation",
                                         "You are not authorized to perform this operation."));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));
}

TEST(DeleteSnapshot, NeedsAnIdAndNothingElse) {
  Fake ebs;

  EXPECT_THAT(
      Ask(ebs, Ec2("DeleteSnapshot")),
      IsError(400, "MissingParameter", "The request must contain the parameter SnapshotId"));
  EXPECT_THAT(TextsOf(Ask(ebs, Ec2("DeleteSnapshot&Force=true")), "Code"),
              ElementsAre("UnknownParameter"));
}

}  // namespace
}  // namespace fauxebs::internal
