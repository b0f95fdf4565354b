#include "http/signature.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace fauxebs::internal {
namespace {

using testing::HasSubstr;
using testing::Optional;
using testing::StartsWith;
using testing::Values;

// The signatures were made by botocore 1.29.27, at 2026-01-02T03:04:05Z as datetime.utcnow() had
// it:
//   request = AWSRequest(method, "https://127.0.0.1:8080" + target, headers, data=body)
//   request.context["payload_signing_enabled"] = ...   # False: UNSIGNED-PAYLOAD
//   credentials = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token)
//   SigV4Auth(credentials, service, "us-east-1").add_auth(request)   # or SigV4QueryAuth
//   print(request.headers)
constexpr const char* kKeyId = "AKIDEXAMPLE";
constexpr const char* kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr const char* kAccount = "444455556666";
constexpr TimePoint kSignedAt{std::chrono::milliseconds(1767323045000)};
constexpr const char* kBlocksPath = "/snapshots/snap-0123456789abcdef0/blocks";
constexpr const char* kStartBody = R"({"VolumeSize":1})";

std::string Authorization(std::string_view service, std::string_view signed_headers,
                          std::string_view signature) {
  return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-east-1/" + std::string(service) +
         "/aws4_request, SignedHeaders=" + std::string(signed_headers) +
         ", Signature=" + std::string(signature);
}

HttpRequest SignedGet() {
  return {"GET",
          std::string(kBlocksPath) + "?pageToken=AlMC%2Ba%2Fb%3D%3D&maxResults=100",
          {{"host", "127.0.0.1:8080"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"Authorization",
            Authorization("ebs", "host;x-amz-date",
                          "59f6c8942379d9ec38e282c95632fc32dfa68ff38ffc52a5c7e8ee31f837f098")}},
          {}};
}

HttpRequest PutWithUnsignedPayload() {
  return {"PUT",
          std::string(kBlocksPath) + "/7",
          {{"host", "127.0.0.1:8080"},
           {"x-amz-Data-Length", "5"},
           {"x-amz-Checksum", "c"},
           {"x-amz-Checksum-Algorithm", "SHA256"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD"},
           {"Authorization",
            Authorization("ebs",
                          "host;x-amz-checksum;x-amz-checksum-algorithm;x-amz-content-sha256;"
                          "x-amz-data-length;x-amz-date",
                          "783023414dfcbf9f1fa854c2d19d53b1404a0137380774e0b5f55d1f01efdb8d")}},
          Bytes::Copy("block")};
}

HttpRequest PutThatLeavesChecksumHeadersOut() {
  return {"PUT",
          std::string(kBlocksPath) + "/7",
          {{"host", "127.0.0.1:8080"},
           {"x-amz-Data-Length", "5"},
           {"x-amz-Checksum", "c"},
           {"x-amz-Checksum-Algorithm", "SHA256"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD"},
           {"Authorization",
            Authorization("ebs", "host;x-amz-content-sha256;x-amz-date",
                          "5c6569d88e88fd2bcee3699d7ad41a1629bd97507980905362fa4693fdc6aa02")}},
          Bytes::Copy("block")};
}

HttpRequest PostWithSignedBody() {
  return {"POST",
          "/snapshots",
          {{"host", "127.0.0.1:8080"},
           {"Content-Type", "application/json"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"Authorization",
            Authorization("ebs", "content-type;host;x-amz-date",
                          "4c72d27e01cd32135feae8a9ca4b5c0eb4e3275bbbb421fb28169a084807a05f")}},
          Bytes::Copy(kStartBody)};
}

HttpRequest PostThatNamesItsHash() {
  return {
      "POST",
      "/snapshots",
      {{"host", "127.0.0.1:8080"},
       {"X-Amz-Content-SHA256", "5b90d6d7b5e9e167503a2c5534cc1d86fb50c2725ac18378d99ae8925a55eb9a"},
       {"X-Amz-Date", "20260102T030405Z"},
       {"Authorization",
        Authorization("ebs", "host;x-amz-content-sha256;x-amz-date",
                      "04bda08f343d486adc14a1072ec6ce219bf072114246ac260257579ff368a2ba")}},
      Bytes::Copy(kStartBody)};
}

HttpRequest FormForEc2() {
  return {"POST",
          "/",
          {{"host", "127.0.0.1:8080"},
           {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"Authorization",
            Authorization("ec2", "content-type;host;x-amz-date",
                          "a5646df4e5185d0de65d07e7e66a160df99adfd693ae4c916009ee2f08a5e930")}},
          Bytes::Copy("Action=DescribeSnapshots&Version=2016-11-15")};
}

HttpRequest GetWithSessionTokenAndRepeatedHeader() {
  return {"GET",
          kBlocksPath,
          {{"host", "127.0.0.1:8080"},
           {"X-Note", "  one   two "},
           {"X-Note", "three"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"X-Amz-Security-Token", "TOKEN+/="},
           {"Authorization",
            Authorization("ebs", "host;x-amz-date;x-amz-security-token;x-note",
                          "c0163d616d28ae4b093cdcf9735bd40c792dbf562d6d07d3a644607aa5f51081")}},
          {}};
}

HttpRequest GetWithPlainDate() {
  return {"GET",
          kBlocksPath,
          {{"host", "127.0.0.1:8080"},
           {"Date", "Fri, 02 Jan 2026 03:04:05 -0000"},
           {"Authorization",
            Authorization("ebs", "date;host",
                          "4761d7cd5595cea47759e837d47fe5685f597ebb82253ed90790089477e5032e")}},
          {}};
}

HttpRequest GetWithUntidyTarget() {
  return {"GET",
          "/snapshots/snap%2D1/./a%20b//x/../c~/?b=2&a=1&a=%20&=&c",
          {{"host", "127.0.0.1:8080"},
           {"X-Amz-Date", "20260102T030405Z"},
           {"Authorization",
            Authorization("ebs", "host;x-amz-date",
                          "7c0455f04c0dbcfaba976584c5649ee9a50c15cfad2c177ea6b177821aef58b6")}},
          {}};
}

HttpRequest PresignedForSts() {
  return {"GET",
          "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
          "&X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Fus-east-1%2Fsts%2Faws4_request"
          "&X-Amz-Date=20260102T030405Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="
          "dda836bbd2bd0aa58a63c95245b76ceaa7a5bbd472bd637fad9ab34ae9f97256",
          {{"host", "127.0.0.1:8080"}},
          {}};
}

std::vector<HttpCredentials> TheCredentials() {
  return {{"AKIDOTHER", "other", "777788889999"}, {kKeyId, kSecret, kAccount}};
}

std::optional<FrontEndError> Check(const HttpRequest& request, std::string_view service = "ebs",
                                   TimePoint now = kSignedAt) {
  return CheckSignature(request, TheCredentials(), "us-east-1", service, now);
}

// With another value of a header, in which the first `from` becomes `to`.
HttpRequest WithHeader(HttpRequest request, std::string_view name, const std::string& from,
                       std::string_view to) {
  for (auto& [header, value] : request.headers) {
    if (header == name) value.replace(value.find(from), from.size(), to);
  }
  return request;
}

HttpRequest WithAuthorization(const std::string& authorization) {
  return {"GET",
          kBlocksPath,
          {{"host", "h"}, {"X-Amz-Date", "20260102T030405Z"}, {"Authorization", authorization}},
          {}};
}

HttpRequest WithDate(const std::string& date) {
  return WithHeader(SignedGet(), "X-Amz-Date", "20260102T030405Z", date);
}

testing::Matcher<std::optional<FrontEndError>> IsRefused(
    int status, const std::string& exception, const testing::Matcher<std::string>& message) {
  return Optional(testing::AllOf(testing::Field("status", &FrontEndError::status, status),
                                 testing::Field("exception", &FrontEndError::exception, exception),
                                 testing::Field("message", &FrontEndError::message, message)));
}

auto IsIncomplete(const testing::Matcher<std::string>& message) {
  return IsRefused(400, "IncompleteSignatureException", message);
}

auto IsInvalid(const testing::Matcher<std::string>& message) {
  return IsRefused(403, "InvalidSignatureException", message);
}

auto DoesNotMatch() {
  return IsInvalid(StartsWith(
      "The request signature we calculated does not match the signature you provided. Check your "
      "AWS Secret Access Key and signing method. Consult the service documentation for details."));
}

// What botocore signs.

struct SignedRequest {
  const char* name;
  HttpRequest (*make)();
  const char* service = "ebs";
};

class SignedByBotocore : public testing::TestWithParam<SignedRequest> {};

TEST_P(SignedByBotocore, IsAccepted) {
  EXPECT_EQ(Check(GetParam().make(), GetParam().service), std::nullopt);
}

TEST_P(SignedByBotocore, IsOfTheCredentialsAccount) {
  HttpServerOptions options;
  options.credentials = TheCredentials();

  EXPECT_EQ(AccountOf(GetParam().make(), options), kAccount);
}

INSTANTIATE_TEST_SUITE_P(EachKind, SignedByBotocore,
                         Values(SignedRequest{"Get", SignedGet},
                                SignedRequest{"PutWithUnsignedPayload", PutWithUnsignedPayload},
                                SignedRequest{"PutThatLeavesChecksumHeadersOut",
                                              PutThatLeavesChecksumHeadersOut},
                                SignedRequest{"PostWithSignedBody", PostWithSignedBody},
                                SignedRequest{"PostThatNamesItsHash", PostThatNamesItsHash},
                                SignedRequest{"FormForEc2", FormForEc2, "ec2"},
                                SignedRequest{"GetWithSessionTokenAndRepeatedHeader",
                                              GetWithSessionTokenAndRepeatedHeader},
                                SignedRequest{"GetWithPlainDate", GetWithPlainDate},
                                SignedRequest{"GetWithUntidyTarget", GetWithUntidyTarget},
                                SignedRequest{"PresignedForSts", PresignedForSts, "sts"}),
                         [](const auto& tested) { return tested.param.name; });

// What differs from what was signed.

TEST(Signature, WithAnotherSecretIsRefused) {
  EXPECT_THAT(
      CheckSignature(SignedGet(), {{kKeyId, "other", kAccount}}, "us-east-1", "ebs", kSignedAt),
      DoesNotMatch());
}

TEST(Signature, OfAnotherMethodIsRefused) {
  HttpRequest request = SignedGet();
  request.method = "PUT";

  EXPECT_THAT(Check(request), DoesNotMatch());
}

TEST(Signature, OfAnotherPathIsRefused) {
  HttpRequest request = SignedGet();
  request.target[20] = 'f';

  EXPECT_THAT(Check(request), DoesNotMatch());
}

TEST(Signature, OfAnotherQueryIsRefused) {
  HttpRequest request = SignedGet();
  request.target += "&startingBlockIndex=1";

  EXPECT_THAT(Check(request), DoesNotMatch());
}

TEST(Signature, OfAnotherPresignedQueryIsRefused) {
  HttpRequest request = PresignedForSts();
  request.target += "&DryRun=true";

  EXPECT_THAT(Check(request, "sts"), DoesNotMatch());
}

TEST(Signature, CoversAParameterThatIsNamedAsThatOfPresignedQueries) {
  HttpRequest request = SignedGet();
  request.target += "&X-Amz-Signature=1";

  EXPECT_TRUE(CheckSignature(request, TheCredentials(), "us-east-1", "ebs", kSignedAt).has_value());
}

TEST(Signature, OfAnotherHeaderIsRefused) {
  EXPECT_THAT(Check(WithHeader(PutWithUnsignedPayload(), "x-amz-Data-Length", "5", "6")),
              DoesNotMatch());
}

TEST(Signature, OfAHeaderThatIsGoneIsRefused) {
  HttpRequest request = PutWithUnsignedPayload();
  request.headers.erase(request.headers.begin() + 1);

  EXPECT_THAT(Check(request), DoesNotMatch());
}

TEST(Signature, OfAnotherBodyIsRefused) {
  HttpRequest request = PostWithSignedBody();
  request.body = Bytes::Copy(R"({"VolumeSize":2})");

  EXPECT_THAT(Check(request), DoesNotMatch());
}

TEST(Signature, OfAHashThatIsNotTheBodysIsRefused) {
  HttpRequest request = PostThatNamesItsHash();
  request.body = Bytes::Copy(R"({"VolumeSize":2})");

  EXPECT_THAT(Check(request), DoesNotMatch());
}

TEST(Signature, SaysNothingOfABodyThatIsLeftOut) {
  HttpRequest request = PutWithUnsignedPayload();
  request.body = Bytes::Copy("other");

  EXPECT_EQ(Check(request), std::nullopt);
}

TEST(Signature, IsRefusedWithWhatShouldHaveBeenSigned) {
  const auto refusal =
      Check(WithHeader(SignedGet(), "Authorization", "Signature=5", "Signature=6"));

  ASSERT_TRUE(refusal.has_value());
  EXPECT_THAT(refusal->message, HasSubstr(R"(
The Canonical String for this request should have been
'GET
/snapshots/snap-0123456789abcdef0/blocks
maxResults=100&pageToken=AlMC%2Ba%2Fb%3D%3D
host:127.0.0.1:8080
x-amz-date:20260102T030405Z

host;x-amz-date
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

The String-to-Sign should have been
'AWS4-HMAC-SHA256
20260102T030405Z
20260102/us-east-1/ebs/aws4_request
)"));
}

TEST(Signature, IsRefusedWhereItIsNotWhole) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "7f098", "7f09")), DoesNotMatch());
}

TEST(Signature, MustCoverTheHost) {
  EXPECT_THAT(
      Check(WithHeader(SignedGet(), "Authorization", "host;x-amz-date", "x-amz-date")),
      IsInvalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."));
}

// Who, where and when.

TEST(Signature, OfAForeignKeyIsRefused) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "AKIDEXAMPLE", "AKIDNOBODY")),
              IsRefused(403, "UnrecognizedClientException",
                        "The security token included in the request is invalid."));
}

TEST(Signature, ForAnotherRegionIsRefused) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "us-east-1", "eu-west-1")),
              IsInvalid("Credential should be scoped to a valid region, not 'eu-west-1'. "));
}

TEST(Signature, ForAnotherServiceIsRefused) {
  EXPECT_THAT(Check(FormForEc2()),
              IsInvalid("Credential should be scoped to correct service: 'ebs'. "));
}

TEST(Signature, OfAnotherDayIsRefused) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "20260102", "20260101")),
              IsInvalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of "
                        "date from HTTP: '20260101' != '20260102', from '20260102T030405Z'. "));
}

TEST(Signature, WithAnotherTerminatorIsRefused) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "aws4_request", "aws5_request")),
              IsInvalid("Credential should be scoped with a valid terminator: 'aws4_request', not "
                        "'aws5_request'. "));
}

TEST(Signature, IsGoodForFiveMinutes) {
  EXPECT_EQ(Check(SignedGet(), "ebs", kSignedAt + std::chrono::minutes(5)), std::nullopt);
  EXPECT_THAT(Check(SignedGet(), "ebs", kSignedAt + std::chrono::seconds(301)),
              IsInvalid("Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z "
                        "(20260102T030906Z - 5 min.)"));
}

TEST(Signature, IsGoodFromFiveMinutesBefore) {
  EXPECT_EQ(Check(SignedGet(), "ebs", kSignedAt - std::chrono::minutes(5)), std::nullopt);
  EXPECT_THAT(Check(SignedGet(), "ebs", kSignedAt - std::chrono::seconds(301)),
              IsInvalid("Signature not yet current: 20260102T030405Z is still later than "
                        "20260102T030404Z (20260102T025904Z + 5 min.)"));
}

TEST(PresignedRequest, IsGoodForAsLongAsItSays) {
  EXPECT_EQ(Check(PresignedForSts(), "sts", kSignedAt + std::chrono::seconds(60)), std::nullopt);
  EXPECT_THAT(Check(PresignedForSts(), "sts", kSignedAt + std::chrono::seconds(61)),
              IsInvalid("Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z "
                        "(20260102T030506Z - 60 sec.)"));
}

// What cannot be read.

TEST(UnsignedRequest, IsRefused) {
  HttpRequest request = SignedGet();
  request.headers.pop_back();

  EXPECT_THAT(Check(request), IsRefused(403, "MissingAuthenticationTokenException",
                                        "Missing Authentication Token"));
}

TEST(MalformedAuthorization, IsToldAllThatIsMissing) {
  HttpRequest request = WithAuthorization("AWS4-HMAC-SHA256");
  request.headers.erase(request.headers.begin() + 1);

  EXPECT_THAT(
      Check(request),
      IsIncomplete("Authorization header requires 'Credential' parameter. Authorization header "
                   "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
                   "parameter. Authorization header requires existence of either a 'X-Amz-Date' or "
                   "a 'Date' header. Authorization=AWS4-HMAC-SHA256"));
}

class MalformedAuthorizationText : public testing::TestWithParam<const char*> {};

TEST_P(MalformedAuthorizationText, IsIncomplete) {
  EXPECT_THAT(Check(WithAuthorization(GetParam())), IsIncomplete(testing::_));
}

INSTANTIATE_TEST_SUITE_P(
    EachText, MalformedAuthorizationText,
    Values("", " ", ",", "=", "==", ",=,=,", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 ",
           "AWS4-HMAC-SHA256 Credential",
           "AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature=",
           "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host",
           "AWS4-HMAC-SHA256 credential=a/b/c/d/e, signedheaders=host, signature=1",
           "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=1",
           "AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f, SignedHeaders=host, Signature=1",
           "AWS4-HMAC-SHA256 Credential= a/b/c/d/e, SignedHeaders=host, Signature=1",
           "AWS4-HMAC-SHA1 Credential=a/b/c/d/e, SignedHeaders=host, Signature=1",
           "aws4-hmac-sha256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=1",
           "Credential=a/b/c/d/e, SignedHeaders=host, Signature=1", "AWS AKIDEXAMPLE:signature",
           "Basic QUtJRDpzZWNyZXQ=", "Bearer token", "\xff\xfe", "\n\r\t"));

TEST(MalformedAuthorization, IsToldOfAWordWithoutEquals) {
  EXPECT_THAT(
      Check(WithAuthorization("AWS AKIDEXAMPLE:signature")),
      IsIncomplete("'AKIDEXAMPLE:signature' not a valid key=value pair (missing equal-sign) in "
                   "Authorization header: 'AWS AKIDEXAMPLE:signature'."));
}

TEST(MalformedAuthorization, IsToldOfASlashInItsKeyId) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "AKIDEXAMPLE", "AKID/EXAMPLE")),
              IsIncomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                           "keyid/date/region/service/term, got "
                           "'AKID/EXAMPLE/20260102/us-east-1/ebs/aws4_request'"));
}

TEST(MalformedAuthorization, IsToldOfAnotherAlgorithm) {
  EXPECT_THAT(Check(WithHeader(SignedGet(), "Authorization", "HMAC-SHA256", "ECDSA-P256-SHA256")),
              IsIncomplete("Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'."));
}

class MalformedDate : public testing::TestWithParam<const char*> {};

TEST_P(MalformedDate, IsIncomplete) {
  EXPECT_THAT(
      Check(WithDate(GetParam())),
      IsIncomplete("Date must be in ISO-8601 'basic format'. Got '" + std::string(GetParam()) +
                   "'. See http://en.wikipedia.org/wiki/ISO_8601"));
}

INSTANTIATE_TEST_SUITE_P(EachText, MalformedDate,
                         Values("2026-01-02T03:04:05Z", "20260102T030405", "20260102T030405Z ",
                                " 20260102T030405Z", "20260231T030405Z", "20261301T030405Z",
                                "20260102T240000Z", "20260102T036005Z", "2026", "-2026010T030405Z",
                                "Sat, 02 Jan 2026 03:04:05 GMT", "Fri, 2 Jan 2026 03:04:05 GMT",
                                "Fri, 02 Jan 2026 03:04:05 CET", "now", "1767323045", "\xff"));

TEST(Signature, OfAnyYearIsRead) {
  EXPECT_THAT(Check(WithDate("99990102T030405Z")), IsInvalid(HasSubstr("does not match YYYYMMDD")));
  EXPECT_THAT(Check(WithDate("19691231T235959Z")), IsInvalid(HasSubstr("does not match YYYYMMDD")));
}

TEST(PresignedRequest, IsToldAllThatIsMissing) {
  HttpRequest request = PresignedForSts();
  request.target = "/?X-Amz-Signature=1&X-Amz-SignedHeaders=host";

  EXPECT_THAT(Check(request),
              IsIncomplete("AWS query-string parameters must include 'X-Amz-Algorithm'. AWS "
                           "query-string parameters must include 'X-Amz-Credential'. AWS "
                           "query-string parameters must include 'X-Amz-Date'. Re-examine the "
                           "query-string parameters."));
}

class MalformedExpiry : public testing::TestWithParam<const char*> {};

TEST_P(MalformedExpiry, IsIncomplete) {
  HttpRequest request = PresignedForSts();
  request.target.replace(request.target.find("Expires=60"), 10,
                         "Expires=" + std::string(GetParam()));

  EXPECT_THAT(Check(request, "sts"),
              IsIncomplete("X-Amz-Expires must be a number of seconds from 1 to 604800."));
}

INSTANTIATE_TEST_SUITE_P(EachText, MalformedExpiry,
                         Values("0", "-1", "604801", "99999999999999999999", "1m", "x"));

TEST(SignedRequestWithABrokenTarget, IsIncomplete) {
  HttpRequest request = SignedGet();
  request.target = "/%zz";

  EXPECT_THAT(Check(request),
              IsIncomplete("The target of the request is not a path with a query."));
}

// Accounts.

TEST(AccountOf, IsTheOneOfTheServerForAForeignKey) {
  HttpServerOptions options;
  options.account = "999900001111";

  EXPECT_EQ(AccountOf(SignedGet(), options), "999900001111");
}

TEST(AccountOf, IsTheKeyItselfWhereItHasTwelveDigits) {
  const auto with_key = [](std::string_view key) {
    return WithHeader(SignedGet(), "Authorization", "AKIDEXAMPLE", key);
  };
  HttpServerOptions options;
  options.account = "999900001111";

  EXPECT_EQ(AccountOf(with_key("123456789012"), options), "123456789012");
  EXPECT_EQ(AccountOf(with_key("1234567890123"), options), "999900001111");
  EXPECT_EQ(AccountOf(with_key("12345678901x"), options), "999900001111");
}

TEST(AccountOf, IsTheOneOfTheServerForAnUnsignedRequest) {
  HttpServerOptions options;
  options.account = "999900001111";

  EXPECT_EQ(AccountOf({"GET", "/", {}, {}}, options), "999900001111");
  EXPECT_EQ(AccountOf(WithAuthorization("Basic x"), options), "999900001111");
}

}  // namespace
}  // namespace fauxebs::internal
