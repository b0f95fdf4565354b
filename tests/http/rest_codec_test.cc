// The protocol's golden table: bytes and values, read in both directions.
#include "http/rest_codec.h"

#include <gmock/gmock.h>

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/service_model.h"

namespace fauxebs::internal {
namespace {

using testing::HasSubstr;

constexpr const char* kId = "snap-0123456789abcdef0";
constexpr TimePoint kTime{std::chrono::milliseconds(1790337440328)};

// Messages as bytes. Lines end with "\n" here and with "\r\n" on the wire.

std::string TakeLine(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string line(rest.substr(0, end));
  rest.remove_prefix(end + 1);
  return line;
}

HttpHeaders TakeHeaders(std::string_view& rest) {
  HttpHeaders headers;
  for (std::string line = TakeLine(rest); !line.empty(); line = TakeLine(rest)) {
    const std::size_t colon = line.find(": ");
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

HttpRequest RequestOf(std::string_view bytes) {
  HttpRequest request;
  const std::string line = TakeLine(bytes);
  request.method = line.substr(0, line.find(' '));
  request.target = line.substr(line.find(' ') + 1);
  request.headers = TakeHeaders(bytes);
  request.body = Bytes::Copy(bytes);
  return request;
}

HttpReply ReplyOf(std::string_view bytes) {
  HttpReply reply;
  reply.status = std::stoi(TakeLine(bytes));
  reply.headers = TakeHeaders(bytes);
  reply.body = Bytes::Copy(bytes);
  return reply;
}

std::string BytesOf(const HttpHeaders& headers, const Bytes& body) {
  std::string bytes;
  for (const auto& [name, value] : headers) bytes += name + ": " + value + "\n";
  return bytes + "\n" + std::string(body.view());
}

std::string BytesOf(const HttpRequest& request) {
  return request.method + " " + request.target + "\n" + BytesOf(request.headers, request.body);
}

std::string BytesOf(const HttpReply& reply) {
  return std::to_string(reply.status) + "\n" + BytesOf(reply.headers, reply.body);
}

// Equality by the model: every member, and nothing else.

template <typename T>
bool Same(const T& a, const T& b);

template <typename T>
bool Same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const T& x, const T& y) { return Same(x, y); });
}

template <typename T, typename = void>
constexpr bool kIsMessage = false;
template <typename T>
constexpr bool kIsMessage<T, std::void_t<decltype(Fields<T>::kAll)>> = true;

template <typename T>
bool Same(const T& a, const T& b) {
  if constexpr (kIsMessage<T>) {
    return std::apply(
        [&](const auto&... fields) { return (Same(a.*(fields.value), b.*(fields.value)) && ...); },
        Fields<T>::kAll);
  } else {
    return a == b;
  }
}

bool Same(const AnyRequest& a, const AnyRequest& b) {
  return a.Visit([&](const auto& request) {
    const auto* other = b.As<std::decay_t<decltype(request)>>();
    return other != nullptr && Same(request, *other);
  });
}

bool Same(const AnyResult& a, const AnyResult& b) {
  if (!a || !b)
    return !a && !b && a.error() == b.error() && a.error().request_id == b.error().request_id;
  return std::visit(
      [](const auto& x, const auto& y) {
        if constexpr (std::is_same_v<decltype(x), decltype(y)>) {
          return Same(x, y) && x.request_id == y.request_id;
        } else {
          return false;
        }
      },
      *a, *b);
}

constexpr auto kRowName = [](const auto& row) { return row.param.name; };

// Requests.

struct RequestRow {
  const char* name;
  OwnedRequest value;
  std::string bytes;
};
void PrintTo(const RequestRow& row, std::ostream* out) { *out << row.name; }

template <typename Request>
OwnedRequest Make(void (*set)(Request&)) {
  Request request;
  set(request);
  return OwnedRequest(request);
}

std::vector<RequestRow> RequestRows() {
  return {
      {"StartSnapshot", Make<StartSnapshotRequest>([](auto& r) { r.volume_size_gib = 65536; }),
       "POST /snapshots\n"
       "Content-Type: application/json\n"
       "\n"
       R"({"VolumeSize":65536})"},
      {"StartSnapshotWithAll", Make<StartSnapshotRequest>([](auto& r) {
         r.volume_size_gib = 3;
         r.parent_snapshot_id = kId;
         r.tags = {{"Name", "d\xc3\xa9"}, {"k", ""}};
         r.description = "a \"b\"\n\\";
         r.client_token = "t-1";
         r.encrypted = false;
         r.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1";
         r.timeout_minutes = 10;
       }),
       "POST /snapshots\n"
       "Content-Type: application/json\n"
       "\n"
       R"({"ClientToken":"t-1","Description":"a \"b\"\n\\","Encrypted":false,)"
       R"("KmsKeyArn":"arn:aws:kms:us-east-1:111122223333:key/1",)"
       R"("ParentSnapshotId":"snap-0123456789abcdef0",)"
       "\"Tags\":[{\"Key\":\"Name\",\"Value\":\"d\xc3\xa9\"},{\"Key\":\"k\",\"Value\":\"\"}],"
       R"("Timeout":10,"VolumeSize":3})"},
      {"PutSnapshotBlock", Make<PutSnapshotBlockRequest>([](auto& r) {
         r.snapshot_id = kId;
         r.block_index = 134217727;
         r.block_data = Bytes::Copy(std::string_view("\0\r\n\xff", 4));
         r.data_length = 524288;
         r.progress = 50;
         r.checksum = "B4VNL+8pega6gWheZgwzLeNtXRjVRpJ9MNqtbX/aFUE=";
         r.checksum_algorithm = "SHA256";
       }),
       "PUT /snapshots/snap-0123456789abcdef0/blocks/134217727\n"
       "x-amz-Data-Length: 524288\n"
       "x-amz-Progress: 50\n"
       "x-amz-Checksum: B4VNL+8pega6gWheZgwzLeNtXRjVRpJ9MNqtbX/aFUE=\n"
       "x-amz-Checksum-Algorithm: SHA256\n"
       "\n" +
           std::string("\0\r\n\xff", 4)},
      {"PutSnapshotBlockWithNothing", Make<PutSnapshotBlockRequest>([](auto& r) {
         r.snapshot_id = kId;
         r.block_index = -1;
       }),
       "PUT /snapshots/snap-0123456789abcdef0/blocks/-1\n\n"},
      {"CompleteSnapshot", Make<CompleteSnapshotRequest>([](auto& r) {
         r.snapshot_id = kId;
         r.changed_blocks_count = 0;
         r.checksum = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
         r.checksum_algorithm = "SHA256";
         r.checksum_aggregation_method = "LINEAR";
       }),
       "POST /snapshots/completion/snap-0123456789abcdef0\n"
       "x-amz-ChangedBlocksCount: 0\n"
       "x-amz-Checksum: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
       "x-amz-Checksum-Algorithm: SHA256\n"
       "x-amz-Checksum-Aggregation-Method: LINEAR\n"
       "\n"},
      {"GetSnapshotBlock", Make<GetSnapshotBlockRequest>([](auto& r) {
         r.snapshot_id = "a/b c";
         r.block_index = 7;
         r.block_token = "A+/=_-~ b";
       }),
       "GET /snapshots/a%2Fb%20c/blocks/7?blockToken=A%2B%2F%3D_-~%20b\n\n"},
      {"ListSnapshotBlocks", Make<ListSnapshotBlocksRequest>([](auto& r) {
         r.snapshot_id = kId;
         r.next_token = "AAABA=";
         r.max_results = 100;
         r.starting_block_index = 0;
       }),
       "GET /snapshots/snap-0123456789abcdef0/"
       "blocks?pageToken=AAABA%3D&maxResults=100&startingBlockIndex=0\n\n"},
      {"ListSnapshotBlocksOfNoName", Make<ListSnapshotBlocksRequest>([](auto& /*r*/) {}),
       "GET /snapshots//blocks\n\n"},
      {"ListChangedBlocks", Make<ListChangedBlocksRequest>([](auto& r) {
         r.first_snapshot_id = "snap-1";
         r.second_snapshot_id = "snap-2";
         r.next_token = "t";
         r.max_results = 10000;
         r.starting_block_index = 5;
       }),
       "GET /snapshots/snap-2/"
       "changedblocks?firstSnapshotId=snap-1&pageToken=t&maxResults=10000&startingBlockIndex="
       "5\n\n"},
  };
}

class RequestMessage : public testing::TestWithParam<RequestRow> {};
INSTANTIATE_TEST_SUITE_P(Golden, RequestMessage, testing::ValuesIn(RequestRows()), kRowName);

TEST_P(RequestMessage, IsWritten) {
  EXPECT_EQ(BytesOf(EncodeRequest(GetParam().value.any())), GetParam().bytes);
}

TEST_P(RequestMessage, IsRead) {
  const DecodedRequest decoded = DecodeRequest(RequestOf(GetParam().bytes));

  ASSERT_TRUE(std::holds_alternative<OwnedRequest>(decoded));
  EXPECT_TRUE(Same(std::get<OwnedRequest>(decoded).any(), GetParam().value.any()));
}

// Results.

struct ResultRow {
  const char* name;
  Operation operation;
  AnyResult value;
  std::string bytes;
};
void PrintTo(const ResultRow& row, std::ostream* out) { *out << row.name; }

template <typename Response>
AnyResult Respond(void (*set)(Response&)) {
  Response response;
  response.request_id = "00000000-0000-4000-8000-000000000001";
  set(response);
  return AnyResponse(std::move(response));
}

AnyResult Refused(Error error) {
  error.request_id = "00000000-0000-4000-8000-000000000002";
  return error;
}

constexpr const char* kRequestIdLine = "x-amzn-RequestId: 00000000-0000-4000-8000-000000000001\n";

// The head of a refusal, up to its body.
std::string Refusal(const std::string& status, const std::string& type, const char* more = "") {
  return status +
         "\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000002\n"
         "x-amzn-ErrorType: " +
         type + "/\nContent-Type: application/json\n" + more + "\n";
}

constexpr const char* kClosed = "Connection: close\n";

std::vector<ResultRow> ResponseRows() {
  return {
      {"StartSnapshot", Operation::kStartSnapshot, Respond<StartSnapshotResponse>([](auto& r) {
         r.snapshot_id = kId;
         r.owner_id = "111122223333";
         r.start_time = kTime;
         r.volume_size_gib = 1;
         r.block_size_bytes = 524288;
       }),
       std::string("201\n") + kRequestIdLine +
           "Content-Type: application/json\n"
           "\n"
           R"({"BlockSize":524288,"Description":null,"KmsKeyArn":null,"OwnerId":"111122223333",)"
           R"("ParentSnapshotId":null,"SnapshotId":"snap-0123456789abcdef0","SseType":null,)"
           R"("StartTime":1790337440.328,"Status":"pending","Tags":null,"VolumeSize":1})"},
      {"StartSnapshotWithAll", Operation::kStartSnapshot,
       Respond<StartSnapshotResponse>([](auto& r) {
         r.snapshot_id = kId;
         r.owner_id = "1";
         r.status = SnapshotStatus::kError;
         r.volume_size_gib = 65536;
         r.block_size_bytes = 524288;
         r.description = "d";
         r.parent_snapshot_id = "snap-1";
         r.kms_key_arn = "arn";
         r.tags = {{"k", "v"}};
       }),
       std::string("201\n") + kRequestIdLine +
           "Content-Type: application/json\n"
           "\n"
           R"({"BlockSize":524288,"Description":"d","KmsKeyArn":"arn","OwnerId":"1",)"
           R"("ParentSnapshotId":"snap-1","SnapshotId":"snap-0123456789abcdef0","SseType":null,)"
           R"("StartTime":0.0,"Status":"error","Tags":[{"Key":"k","Value":"v"}],)"
           R"("VolumeSize":65536})"},
      {"PutSnapshotBlock", Operation::kPutSnapshotBlock,
       Respond<PutSnapshotBlockResponse>([](auto& r) {
         r.checksum = "B4VN=";
         r.checksum_algorithm = "SHA256";
       }),
       std::string("201\n") + kRequestIdLine +
           "x-amz-Checksum: B4VN=\n"
           "x-amz-Checksum-Algorithm: SHA256\n"
           "Content-Type: application/json\n"
           "\n"
           "{}"},
      {"CompleteSnapshot", Operation::kCompleteSnapshot,
       Respond<CompleteSnapshotResponse>([](auto& r) { r.status = SnapshotStatus::kCompleted; }),
       std::string("202\n") + kRequestIdLine +
           "Content-Type: application/json\n"
           "\n"
           R"({"Status":"completed"})"},
      {"GetSnapshotBlock", Operation::kGetSnapshotBlock,
       Respond<GetSnapshotBlockResponse>([](auto& r) {
         r.block_data = Bytes::Copy(std::string_view("\0\n", 2));
         r.data_length = 524288;
         r.checksum = "B4VN=";
         r.checksum_algorithm = "SHA256";
       }),
       std::string("200\n") + kRequestIdLine +
           "x-amz-Data-Length: 524288\n"
           "x-amz-Checksum: B4VN=\n"
           "x-amz-Checksum-Algorithm: SHA256\n"
           "Content-Type: application/octet-stream\n"
           "\n" +
           std::string("\0\n", 2)},
      {"GetSnapshotBlockWithoutHeaders", Operation::kGetSnapshotBlock,
       Respond<GetSnapshotBlockResponse>([](auto& /*r*/) {}),
       std::string("200\n") + kRequestIdLine + "Content-Type: application/octet-stream\n\n"},
      {"ListSnapshotBlocks", Operation::kListSnapshotBlocks,
       Respond<ListSnapshotBlocksResponse>([](auto& r) {
         r.blocks = {{0, "a"}, {134217727, "b"}};
         r.expiry_time = kTime;
         r.volume_size_gib = 1;
         r.block_size_bytes = 524288;
         r.next_token = "n";
       }),
       std::string("200\n") + kRequestIdLine +
           "Content-Type: application/json\n"
           "\n"
           R"({"BlockSize":524288,"Blocks":[{"BlockIndex":0,"BlockToken":"a"},)"
           R"({"BlockIndex":134217727,"BlockToken":"b"}],"ExpiryTime":1790337440.328,)"
           R"("NextToken":"n","VolumeSize":1})"},
      {"ListChangedBlocks", Operation::kListChangedBlocks,
       Respond<ListChangedBlocksResponse>([](auto& r) {
         r.changed_blocks = {{1, "a", "b"}, {2, std::nullopt, "c"}, {3, "d", std::nullopt}};
         r.expiry_time = kTime;
         r.volume_size_gib = 1;
         r.block_size_bytes = 524288;
       }),
       std::string("200\n") + kRequestIdLine +
           "Content-Type: application/json\n"
           "\n"
           R"({"BlockSize":524288,"ChangedBlocks":[)"
           R"({"BlockIndex":1,"FirstBlockToken":"a","SecondBlockToken":"b"},)"
           R"({"BlockIndex":2,"FirstBlockToken":null,"SecondBlockToken":"c"},)"
           R"({"BlockIndex":3,"FirstBlockToken":"d","SecondBlockToken":null}],)"
           R"("ExpiryTime":1790337440.328,"LastEvaluatedBlockIndex":null,"NextToken":null,)"
           R"("VolumeSize":1})"},
      {"ListChangedBlocksBare", Operation::kListChangedBlocks,
       Respond<ListChangedBlocksResponse>([](auto& /*r*/) {}),
       std::string("200\n") + kRequestIdLine +
           "Content-Type: application/json\n"
           "\n"
           R"({"BlockSize":null,"ChangedBlocks":[],"ExpiryTime":null,)"
           R"("LastEvaluatedBlockIndex":null,"NextToken":null,"VolumeSize":null})"},
  };
}

std::vector<ResultRow> RefusalRows() {
  const std::string service = ":http://internal.amazon.com/coral/com.amazon.zeppelindataservice";
  const std::string validator = ":http://internal.amazon.com/coral/com.amazon.coral.validate";
  const std::string front_end = ":http://internal.amazon.com/coral/com.amazon.coral.service";
  const Operation put = Operation::kPutSnapshotBlock;
  return {
      {"OfTheService", put, Refused(words::FailedToReadBlockData()),
       Refusal("400", "ValidationException" + service, kClosed) +
           R"({"Message":"Failed to read block data","Reason":"INVALID_PARAMETER_VALUE"})"},
      {"OfTheFramework", put,
       Refused(MakeError(ErrorCode::kValidation, ErrorReason::kNone,
                         "1 validation error detected: Value '101' at 'progress' failed")),
       Refusal("400", "ValidationException" + validator, kClosed) +
           R"({"message":"1 validation error detected: Value '101' at 'progress' failed"})"},
      {"OfAChecksum", put, Refused(words::InvalidSignature("does not match")),
       Refusal("403", "InvalidSignatureException" + front_end) + R"({"message":"does not match"})"},
      {"OfWhatIsNotThere", put, Refused(words::SnapshotNotFound("snap-1")),
       Refusal("404", "ResourceNotFoundException" + service) +
           R"({"Message":"The snapshot 'snap-1' does not exist.","Reason":"SNAPSHOT_NOT_FOUND"})"},
      {"OfAConflict", Operation::kStartSnapshot, Refused(words::Conflict()),
       Refusal("409", "ConflictException" + service) +
           R"({"Message":"Current request does not match request stored with this token."})"},
      {"OfTooManyRequests", put, Refused(words::RequestThrottled()),
       Refusal("400", "RequestThrottledException" + service, kClosed) +
           R"({"Message":"Request rate exceeded, please slow down",)"
           R"("Reason":"RESOURCE_LEVEL_THROTTLE"})"},
      {"OfTheAccount", put, Refused(words::Throttling()),
       Refusal("400", "ThrottlingException" + front_end, kClosed) +
           R"({"message":"Rate exceeded"})"},
      {"OfAFailure", put, Refused(words::InternalServer()),
       Refusal("500", "InternalServerException" + service) +
           R"({"Message":"Internal server error"})"},
      {"OfAQuota", put, Refused(words::ServiceQuotaExceeded()),
       Refusal("402", "ServiceQuotaExceededException" + service) +
           R"({"Message":"The snapshot quota of the account is exceeded",)"
           R"("Reason":"DEPENDENCY_SERVICE_QUOTA_EXCEEDED"})"},
      {"OfAnUnavailableService", put, Refused(words::ServiceUnavailable()),
       Refusal("503", "ServiceUnavailableException" + front_end) +
           R"({"message":"The service is temporarily unavailable"})"},
  };
}

class ResultMessage : public testing::TestWithParam<ResultRow> {};
INSTANTIATE_TEST_SUITE_P(GoldenResponses, ResultMessage, testing::ValuesIn(ResponseRows()),
                         kRowName);
INSTANTIATE_TEST_SUITE_P(GoldenRefusals, ResultMessage, testing::ValuesIn(RefusalRows()), kRowName);

TEST_P(ResultMessage, IsWritten) {
  EXPECT_EQ(BytesOf(EncodeResult(GetParam().operation, GetParam().value)), GetParam().bytes);
}

TEST_P(ResultMessage, IsRead) {
  EXPECT_TRUE(
      Same(DecodeResult(GetParam().operation, ReplyOf(GetParam().bytes)), GetParam().value));
}

TEST(ResultMessageOf, AnUnavailableServiceMayHaveNoBody) {
  EXPECT_EQ(BytesOf(EncodeResult(Operation::kStartSnapshot, words::BareServiceUnavailable())),
            "503\n\n");
}

TEST(FrontEndErrorMessage, IsWritten) {
  EXPECT_EQ(BytesOf(EncodeFrontEndError({404, "UnknownOperationException", "no"}, "id-1")),
            "404\n"
            "x-amzn-RequestId: id-1\n"
            "x-amzn-ErrorType: UnknownOperationException:http://internal.amazon.com/coral/"
            "com.amazon.coral.service/\n"
            "Content-Type: application/json\n"
            "\n"
            R"({"message":"no"})");
}

// Requests that are written in other ways than ours.

struct Variant {
  const char* name;
  OwnedRequest value;
  std::string bytes;
};
void PrintTo(const Variant& row, std::ostream* out) { *out << row.name; }

class OtherRequestMessage : public testing::TestWithParam<Variant> {};
INSTANTIATE_TEST_SUITE_P(
    Variants, OtherRequestMessage,
    testing::Values(
        Variant{"NoBody", Make<StartSnapshotRequest>([](auto& /*r*/) {}), "POST /snapshots\n\n"},
        Variant{"Nulls", Make<StartSnapshotRequest>([](auto& r) { r.volume_size_gib = 1; }),
                "POST /snapshots\n\n"
                R"( { "Tags" : null, "Timeout":null, "VolumeSize" : 1 } )"},
        Variant{"UnknownMembers", Make<StartSnapshotRequest>([](auto& r) { r.encrypted = true; }),
                "POST /snapshots\n\n"
                R"({"Encrypted":true,"volumeSize":1,"X":{"y":[]}})"},
        Variant{"TagsWithoutMembers", Make<StartSnapshotRequest>([](auto& r) {
                  r.tags = {{"", ""}};
                }),
                "POST /snapshots\n\n"
                R"({"Tags":[{}]})"},
        Variant{"Escapes", Make<StartSnapshotRequest>([](auto& r) { r.description = "A\n"; }),
                "POST /snapshots?x=y\n\n"
                R"({"Description":"\u0041\n"})"},
        Variant{"HeadersInAnyCase", Make<CompleteSnapshotRequest>([](auto& r) {
                  r.snapshot_id = "snap-1";
                  r.changed_blocks_count = 2;
                }),
                "POST /snapshots/completion/snap-1\nX-AMZ-CHANGEDBLOCKSCOUNT: 2\n\nignored"},
        Variant{"EmptyHeader", Make<CompleteSnapshotRequest>([](auto& r) {
                  r.snapshot_id = "snap-1";
                  r.checksum = "";
                }),
                "POST /snapshots/completion/snap-1\nx-amz-checksum: \n\n"},
        Variant{"EmptyToken", Make<GetSnapshotBlockRequest>([](auto& r) {
                  r.snapshot_id = "snap-1";
                  r.block_token = "";
                }),
                "GET /snapshots/snap-1/blocks/0?blockToken\n\n"},
        Variant{"PlusIsNoSpace", Make<GetSnapshotBlockRequest>([](auto& r) {
                  r.snapshot_id = "snap-1";
                  r.block_token = "a+b/=";
                }),
                "GET /snapshots/snap-1/blocks/0?blockToken=a+b/=&other=1\n\n"},
        Variant{"PathTricks",
                Make<ListSnapshotBlocksRequest>([](auto& r) { r.snapshot_id = ".."; }),
                "GET /%73napshots/%2e%2e/blocks\n\n"},
        Variant{"IdentityEncoding",
                Make<PutSnapshotBlockRequest>([](auto& r) { r.snapshot_id = "snap-1"; }),
                "PUT /snapshots/snap-1/blocks/0\nContent-Encoding: identity\n\n"}),
    kRowName);

TEST_P(OtherRequestMessage, IsRead) {
  const DecodedRequest decoded = DecodeRequest(RequestOf(GetParam().bytes));

  ASSERT_TRUE(std::holds_alternative<OwnedRequest>(decoded));
  EXPECT_TRUE(Same(std::get<OwnedRequest>(decoded).any(), GetParam().value.any()));
}

// Requests that cannot be read.

struct Unread {
  const char* name;
  std::string bytes;
  std::string message;
};
void PrintTo(const Unread& row, std::ostream* out) { *out << row.name; }

class UnreadableRequest : public testing::TestWithParam<Unread> {};
INSTANTIATE_TEST_SUITE_P(
    Values, UnreadableRequest,
    testing::Values(
        Unread{"NoJson", "POST /snapshots\n\n{", "The body is no JSON"},
        Unread{"Zero", std::string("POST /snapshots\n\n{}\0", 20), "The body is no JSON"},
        Unread{"NoUtf8", "POST /snapshots\n\n{\"Description\":\"\xff\"}", "The body is no JSON"},
        Unread{"NoObject", "POST /snapshots\n\n[]", "The body is no object"},
        Unread{"NumberAsText", "POST /snapshots\n\n{\"VolumeSize\":\"1\"}",
               "The body 'VolumeSize' is no long"},
        Unread{"Fraction", "POST /snapshots\n\n{\"VolumeSize\":1.5}",
               "The body 'VolumeSize' is no long"},
        Unread{"LongerThanLong", "POST /snapshots\n\n{\"VolumeSize\":18446744073709551615}",
               "The body 'VolumeSize' is no long"},
        Unread{"LongForInteger", "POST /snapshots\n\n{\"Timeout\":2147483648}",
               "The body 'Timeout' is no integer"},
        Unread{"TextAsNumber", "POST /snapshots\n\n{\"Description\":1}",
               "The body 'Description' is no string"},
        Unread{"NoBoolean", "POST /snapshots\n\n{\"Encrypted\":\"true\"}",
               "The body 'Encrypted' is no boolean"},
        Unread{"NoList", "POST /snapshots\n\n{\"Tags\":{}}", "The body 'Tags' is no list"},
        Unread{"NoTag", "POST /snapshots\n\n{\"Tags\":[1]}", "The body 'Tags' is no object"},
        Unread{"NoTagKey", "POST /snapshots\n\n{\"Tags\":[{\"Key\":1}]}",
               "The body 'Tags' 'Key' is no string"},
        Unread{"NoIndex", "GET /snapshots/snap-1/blocks/x?blockToken=a\n\n",
               "'blockIndex' is no integer"},
        Unread{"EmptyIndex", "GET /snapshots/snap-1/blocks/\n\n", "'blockIndex' is no integer"},
        Unread{"LongIndex", "GET /snapshots/snap-1/blocks/2147483648\n\n",
               "'blockIndex' is no integer"},
        Unread{"HalfAnIndex", "GET /snapshots/snap-1/blocks/1x\n\n", "'blockIndex' is no integer"},
        Unread{"NoMaxResults", "GET /snapshots/snap-1/blocks?maxResults=\n\n",
               "'maxResults' is no integer"},
        Unread{"LongMaxResults", "GET /snapshots/snap-1/blocks?maxResults=99999999999\n\n",
               "'maxResults' is no integer"},
        Unread{"NoProgress", "PUT /snapshots/snap-1/blocks/0\nx-amz-Progress: half\n\n",
               "'x-amz-Progress' is no integer"},
        Unread{"BrokenEscape", "GET /snapshots/%zz/blocks\n\n",
               "The path or the query is not well-formed"}),
    kRowName);

TEST_P(UnreadableRequest, IsRefusedByTheFrontEnd) {
  const DecodedRequest decoded = DecodeRequest(RequestOf(GetParam().bytes));

  ASSERT_TRUE(std::holds_alternative<FrontEndError>(decoded));
  EXPECT_EQ(std::get<FrontEndError>(decoded).status, 400);
  EXPECT_EQ(std::get<FrontEndError>(decoded).exception, "SerializationException");
  EXPECT_EQ(std::get<FrontEndError>(decoded).message, GetParam().message);
}

class UnknownOperation : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(
    Paths, UnknownOperation,
    testing::Values("GET /\n\n", "GET /snapshots\n\n", "PUT /snapshots\n\n", "POST /snapshots/\n\n",
                    "post /snapshots\n\n", "GET /snapshots/snap-1\n\n",
                    "DELETE /snapshots/snap-1/blocks/0\n\n", "GET /snapshots/snap-1/blocks/0/1\n\n",
                    "POST /snapshots/completion\n\n", "GET /Snapshots/snap-1/blocks\n\n",
                    "GET /a/../snapshots/snap-1/blocks\n\n"));

TEST_P(UnknownOperation, IsRefusedByTheFrontEnd) {
  const DecodedRequest decoded = DecodeRequest(RequestOf(GetParam()));

  ASSERT_TRUE(std::holds_alternative<FrontEndError>(decoded));
  EXPECT_EQ(std::get<FrontEndError>(decoded).status, 404);
  EXPECT_EQ(std::get<FrontEndError>(decoded).exception, "UnknownOperationException");
}

TEST(PutSnapshotBlockMessage, MayNotBeEncoded) {
  const DecodedRequest decoded =
      DecodeRequest(RequestOf("PUT /snapshots/snap-1/blocks/0\ncontent-encoding: gzip\n\n"));

  ASSERT_TRUE(std::holds_alternative<Error>(decoded));
  EXPECT_EQ(std::get<Error>(decoded).code, ErrorCode::kValidation);
  EXPECT_EQ(std::get<Error>(decoded).reason, ErrorReason::kInvalidContentEncoding);
}

// Replies that cannot be read.

class UnreadableReply : public testing::TestWithParam<std::pair<Operation, const char*>> {};
INSTANTIATE_TEST_SUITE_P(
    Values, UnreadableReply,
    testing::Values(
        std::pair(Operation::kStartSnapshot, "200\n\n{}"),
        std::pair(Operation::kStartSnapshot, "201\n\n<html>"),
        std::pair(Operation::kStartSnapshot, "201\n\n{\"StartTime\":\"now\"}"),
        std::pair(Operation::kStartSnapshot, "201\n\n{\"StartTime\":1e99}"),
        std::pair(Operation::kStartSnapshot, "201\n\n{\"Status\":\"done\"}"),
        std::pair(Operation::kStartSnapshot, "503\n\n"),
        std::pair(Operation::kStartSnapshot, "400\nx-amzn-ErrorType: OtherException:\n\n{}"),
        std::pair(Operation::kStartSnapshot, "400\nx-amzn-ErrorType: ValidationException:\n\n[]"),
        std::pair(Operation::kGetSnapshotBlock, "200\nx-amz-Data-Length: long\n\n")));

TEST_P(UnreadableReply, IsTheClientsError) {
  const auto [operation, bytes] = GetParam();

  const AnyResult result = DecodeResult(operation, ReplyOf(bytes));

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kClient);
  EXPECT_THAT(result.error().message, HasSubstr("the reply cannot be read"));
}

}  // namespace
}  // namespace fauxebs::internal
