// The table of the service's model against the model that Debian's python3-botocore ships.
#include "core/service_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "fauxebs/error.h"

namespace fauxebs::internal {
namespace {

using nlohmann::json;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

// Either side as a set of sentences, one a fact.
using Facts = std::set<std::string>;

// The facts of the file. What it does not know it keeps as it stands, so that nothing new goes by
// unnoticed.
class ModelFile {
 public:
  explicit ModelFile(const json& model) : shapes_(model.at("shapes")) {
    facts_.insert("protocol " + model.at("metadata").at("protocol").get<std::string>());
    facts_.insert("endpoint " + model.at("metadata").at("endpointPrefix").get<std::string>());
    for (const auto& [name, operation] : model.at("operations").items()) Add(name, operation);
    for (const auto& [name, shape] : shapes_.items()) AddShape(name, shape);
  }

  const Facts& facts() const { return facts_; }

 private:
  void Add(const std::string& name, const json& operation) {
    const json& http = operation.at("http");
    facts_.insert(name + ": " + http.at("method").get<std::string>() + " " +
                  http.at("requestUri").get<std::string>() + " " +
                  std::to_string(http.value("responseCode", 200)));
    for (const json& error : operation.at("errors")) {
      facts_.insert(name + " may give " + error.at("shape").get<std::string>());
    }
    KeepUnknown(name, operation, {"name", "http", "input", "output", "errors", "documentation"});
  }

  void AddShape(const std::string& name, const json& shape) {
    if (shape.value("exception", false)) return AddException(name, shape);
    if (name.find("ExceptionReason") != std::string::npos) return AddReasons(name, shape);
    const auto type = shape.at("type").get<std::string>();
    if (type == "structure") return AddMembers(name, shape);
    std::ostringstream fact;
    fact << "shape " << name << ": " << type;
    if (type == "list") {
      // A list of what is sensitive is so itself.
      const json& element = shapes_.at(shape.at("member").at("shape").get<std::string>());
      if (element.value("sensitive", false)) fact << " sensitive";
    }
    for (const char* limit : {"min", "max", "pattern", "enum"}) {
      if (shape.contains(limit)) fact << ' ' << limit << '=' << shape.at(limit);
    }
    if (shape.value("sensitive", false)) fact << " sensitive";
    facts_.insert(fact.str());
    KeepUnknown(name, shape,
                {"type", "member", "min", "max", "pattern", "enum", "sensitive", "streaming",
                 "documentation"});
  }

  void AddMembers(const std::string& name, const json& shape) {
    const json required = shape.value("required", json::array());
    for (const auto& [member, reference] : shape.at("members").items()) {
      std::ostringstream fact;
      fact << name << '.' << member << ": " << reference.at("shape").get<std::string>();
      if (shape.value("payload", "") == member) fact << " payload";
      if (reference.contains("location")) {
        fact << ' ' << reference.at("location").get<std::string>() << ' '
             << reference.at("locationName").get<std::string>();
      }
      for (const json& one : required) {
        if (one == member) fact << " required";
      }
      facts_.insert(fact.str());
      KeepUnknown(name + "." + member, reference,
                  {"shape", "location", "locationName", "documentation"});
    }
    KeepUnknown(name, shape,
                {"type", "members", "required", "payload", "sensitive", "documentation"});
  }

  void AddException(const std::string& name, const json& shape) {
    facts_.insert(name + ": " + std::to_string(shape.at("error").at("httpStatusCode").get<int>()));
    KeepUnknown(name, shape, {"type", "members", "error", "exception", "documentation"});
  }

  void AddReasons(const std::string& name, const json& shape) {
    const std::string exception = name.substr(0, name.size() - std::string("Reason").size());
    for (const json& reason : shape.at("enum")) {
      facts_.insert(exception + " for " + reason.get<std::string>());
    }
  }

  void KeepUnknown(const std::string& where, const json& object,
                   const std::set<std::string>& known) {
    for (const auto& [key, value] : object.items()) {
      if (known.count(key) == 0) facts_.insert(where + ": " + key + "=" + value.dump());
    }
  }

  const json& shapes_;
  Facts facts_;
};

// The facts of the table.
class Table {
 public:
  Table() {
    facts_ = {"protocol rest-json", "endpoint ebs"};
#define FAUXEBS_ADD_OPERATION(Name)           \
  AddOperation(Operation::k##Name);           \
  AddMembers<Name##Request>(#Name "Request"); \
  AddMembers<Name##Response>(#Name "Response");
    FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_ADD_OPERATION)
#undef FAUXEBS_ADD_OPERATION
    AddMembers<Tag>("Tag");
    AddMembers<BlockRef>("Block");
    AddMembers<ChangedBlockRef>("ChangedBlock");
    for (auto code = ErrorCode::kAccessDenied; InfoOf(code).in_model;
         code = static_cast<ErrorCode>(static_cast<int>(code) + 1)) {
      facts_.insert(std::string(InfoOf(code).exception) + ": " +
                    std::to_string(InfoOf(code).http_status));
    }
    for (int number = 1; number <= static_cast<int>(ErrorReason::kDependencyServiceQuotaExceeded);
         ++number) {
      const auto reason = static_cast<ErrorReason>(number);
      facts_.insert(std::string(InfoOf(*OwnerOf(reason)).exception) + " for " + WireName(reason));
    }
  }

  const Facts& facts() const { return facts_; }

 private:
  void AddOperation(Operation operation) {
    const OperationInfo& info = InfoOf(operation);
    facts_.insert(std::string(info.name) + ": " + info.method + " " + info.uri + " " +
                  std::to_string(info.success));
    for (auto code = ErrorCode::kAccessDenied; InfoOf(code).in_model;
         code = static_cast<ErrorCode>(static_cast<int>(code) + 1)) {
      if (CanReturn(operation, MakeError(code, ErrorReason::kNone, "text"))) {
        facts_.insert(std::string(info.name) + " may give " + InfoOf(code).exception);
      }
    }
  }

  template <typename Struct>
  void AddMembers(const std::string& name) {
    std::apply([&](const auto&... fields) { (AddMember(name, fields.member), ...); },
               Fields<Struct>::kAll);
  }

  void AddMember(const std::string& structure, const Member& member) {
    static const std::map<Place, std::string> kPlaces = {{Place::kBody, ""},
                                                         {Place::kPayload, " payload"},
                                                         {Place::kUri, " uri "},
                                                         {Place::kQuery, " querystring "},
                                                         {Place::kHeader, " header "}};
    std::ostringstream fact;
    fact << structure << '.' << member.name << ": " << member.shape->name
         << kPlaces.at(member.place) << member.wire_name;
    if (member.required) fact << " required";
    facts_.insert(fact.str());
    AddShape(*member.shape);
  }

  void AddShape(const Shape& shape) {
    constexpr std::array kTypes = {"string",    "integer", "long", "boolean",
                                   "timestamp", "blob",    "list"};
    std::ostringstream fact;
    fact << "shape " << shape.name << ": " << kTypes.at(static_cast<std::size_t>(shape.type));
    if (shape.type == Type::kList && shape.sensitive) fact << " sensitive";
    if (shape.min != Shape::kNoMin) fact << " min=" << shape.min;
    if (shape.max != Shape::kNoMax) fact << " max=" << shape.max;
    if (!shape.pattern.empty()) fact << " pattern=" << json(std::string(shape.pattern));
    if (shape.is_enum()) {
      json values = json::array();
      for (const std::string_view value : shape.values) {
        if (!value.empty()) values.push_back(std::string(value));
      }
      fact << " enum=" << values;
    }
    if (shape.type != Type::kList && shape.sensitive) fact << " sensitive";
    facts_.insert(fact.str());
  }

  Facts facts_;
};

std::vector<std::string> Without(const Facts& facts, const Facts& others) {
  std::vector<std::string> rest;
  for (const std::string& fact : facts) {
    if (others.count(fact) == 0) rest.push_back(fact);
  }
  return rest;
}

class ServiceModel : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(FAUXEBS_BOTOCORE_MODEL);
    if (!file) GTEST_SKIP() << "no model to compare with: python3-botocore is not installed";
    model_ = json::parse(file);
  }

  Facts OfFile() const { return ModelFile(model_).facts(); }

  json model_;
};

TEST_F(ServiceModel, SaysNothingThatTheTableLacksButWhatIsKnown) {
  EXPECT_THAT(
      Without(OfFile(), Table().facts()),
      UnorderedElementsAre(
          // Observed: the service accepts "_" and "-" as well, as the fake does.
          R"(shape BlockToken: string max=256 pattern="^[A-Za-z0-9+/=]+$")",
          R"(shape PageToken: string max=256 pattern="^[A-Za-z0-9+/=]+$")",
          // The client fills it in where its user does not: nothing that a service could do.
          "StartSnapshotRequest.ClientToken: idempotencyToken=true",
          // The texts that the service was observed to send can be longer: they quote tokens.
          "shape ErrorMessage: string max=256",
          // How the message is signed: not part of the message.
          R"(PutSnapshotBlock: authtype="v4-unsigned-body")",
          // The service's failure, not the caller's: what a status of 500 says.
          "InternalServerException: fault=true",
          // The reason is there in all that the fake makes: `words::AccessDenied`.
          R"(AccessDeniedException: required=["Reason"])"));
}

TEST_F(ServiceModel, HasAllThatTheTableSaysButWhatIsKnown) {
  EXPECT_THAT(
      Without(Table().facts(), OfFile()),
      UnorderedElementsAre(R"(shape BlockToken: string max=256 pattern="^[A-Za-z0-9+/=_-]+$")",
                           R"(shape PageToken: string max=256 pattern="^[A-Za-z0-9+/=_-]+$")",
                           // Debian's model is of 2022; the newest one has these too.
                           "ResourceNotFoundException for GRANT_NOT_FOUND",
                           "ResourceNotFoundException for IMAGE_NOT_FOUND",
                           "ValidationException for INVALID_GRANT_TOKEN",
                           "ValidationException for INVALID_IMAGE_ID",
                           "ValidationException for WRITE_REQUEST_TIMEOUT"));
}

// That the comparison sees what it is to see.
TEST_F(ServiceModel, IsReadToItsLastWord) {
  model_["shapes"]["Timeout"]["max"] = 4321;
  model_["shapes"]["Checksum"]["pattern"] = "^.*$";
  model_["shapes"]["StartSnapshotRequest"]["members"]["SseType"] = {{"shape", "Status"}};
  model_["shapes"]["ListChangedBlocksRequest"]["members"]["NextToken"]["locationName"] = "token";
  model_["shapes"]["PutSnapshotBlockRequest"]["required"].erase(3);
  model_["shapes"]["ConflictException"]["error"]["httpStatusCode"] = 503;
  model_["shapes"]["ValidationExceptionReason"]["enum"].push_back("INVALID_MOON");
  model_["operations"]["CompleteSnapshot"]["http"]["responseCode"] = 200;
  model_["operations"]["GetSnapshotBlock"]["errors"].push_back({{"shape", "ConflictException"}});
  model_["operations"]["StartSnapshot"]["deprecated"] = true;
  EXPECT_THAT(Without(OfFile(), Table().facts()),
              IsSupersetOf({"shape Timeout: integer min=10 max=4321",
                            R"(shape Checksum: string max=64 pattern="^.*$")",
                            "StartSnapshotRequest.SseType: Status",
                            "ListChangedBlocksRequest.NextToken: PageToken querystring token",
                            "PutSnapshotBlockRequest.DataLength: DataLength header "
                            "x-amz-Data-Length",
                            "ConflictException: 503", "ValidationException for INVALID_MOON",
                            "CompleteSnapshot: POST /snapshots/completion/{snapshotId} 200",
                            "GetSnapshotBlock may give ConflictException",
                            "StartSnapshot: deprecated=true"}));
}

TEST(OperationInfo, TellsOperationsApartByMethodAndPath) {
  std::set<std::string> routes;
#define FAUXEBS_ADD_ROUTE(Name)                                        \
  routes.insert(std::string(InfoOf(Operation::k##Name).method) + " " + \
                InfoOf(Operation::k##Name).uri);
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_ADD_ROUTE)
#undef FAUXEBS_ADD_ROUTE
  EXPECT_THAT(routes, SizeIs(6));
}

TEST(RequestPath, HasItsLabelsFilledIn) {
  PutSnapshotBlockRequest put;
  put.snapshot_id = "snap-1";
  put.block_index = 7;
  EXPECT_EQ(AnyRequest(put).path(), "/snapshots/snap-1/blocks/7");
}

TEST(RequestPath, OfListChangedBlocksNamesTheSecondSnapshot) {
  ListChangedBlocksRequest list;
  list.first_snapshot_id = "snap-1";
  list.second_snapshot_id = "snap-2";
  EXPECT_EQ(AnyRequest(list).path(), "/snapshots/snap-2/changedblocks");
}

TEST(RequestPath, OfStartSnapshotHasNoLabel) {
  const StartSnapshotRequest start;
  EXPECT_EQ(AnyRequest(start).path(), "/snapshots");
}

TEST_F(ServiceModel, IsOfTheSixOperations) {
  const json& operations = model_["operations"];
  std::vector<std::string> names;
  for (const auto& [name, operation] : operations.items()) names.push_back(name);
  EXPECT_THAT(names,
              UnorderedElementsAre("StartSnapshot", "PutSnapshotBlock", "CompleteSnapshot",
                                   "GetSnapshotBlock", "ListSnapshotBlocks", "ListChangedBlocks"));
}

}  // namespace
}  // namespace fauxebs::internal
