// Script: a sequence of calls as the source of a test.
//
//   Script script;
//   const std::string put = script.Request(request);     // "put3", declared and filled in
//   script.Line("const auto answer3 = service->PutSnapshotBlock(" + put + ", {});");
//   script.Name(answer.snapshot_id, "answer3->snapshot_id");  // from now on written so
//
// Not synchronised.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fauxebs/memory_service.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

class Script {
 public:
  void Line(const std::string& statement) { lines_.push_back(statement); }
  void Name(const std::string& value, const std::string& expression) {
    names_.emplace(value, expression);
  }
  // Known contents are written by name, others by their size.
  void NameContent(const Bytes& content, const std::string& expression);

  // The name of a variable that holds this.
  std::string Request(const AnyRequest& request, int number);
  std::string Spec(const SnapshotSpec& spec, int number);
  void Options(const MemoryServiceOptions& options);

  std::string Of(const std::string& text) const;
  std::string Of(const Bytes& content) const;
  std::string ToTest() const;

 private:
  template <typename T>
  void Set(const std::string& variable, const char* member, const std::optional<T>& value);
  void Fill(const std::string& variable, const StartSnapshotRequest& request);
  void Fill(const std::string& variable, const PutSnapshotBlockRequest& request);
  void Fill(const std::string& variable, const CompleteSnapshotRequest& request);
  void Fill(const std::string& variable, const GetSnapshotBlockRequest& request);
  void Fill(const std::string& variable, const ListSnapshotBlocksRequest& request);
  void Fill(const std::string& variable, const ListChangedBlocksRequest& request);

  std::vector<std::string> lines_;
  std::map<std::string, std::string> names_;     // expressions by value
  std::map<std::string, std::string> contents_;  // expressions by checksum
};

}  // namespace fauxebs::internal
