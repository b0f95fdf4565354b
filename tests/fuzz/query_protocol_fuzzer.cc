// The Query protocol. An input is a target, and from its second line on a form, if there is one.
#include <algorithm>

#include "fauxebs/fake.h"
#include "fuzz/fuzzed.h"
#include "http/query_protocol.h"

namespace fauxebs::internal {
namespace {

Checkpoint WithSnapshots() {
  Fake ebs;
  SnapshotSpec spec;
  spec.blocks = {{0, Block::Filled(1)}};
  spec.tags = {{"Name", "a&b"}};
  spec.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1";
  for (int i = 0; i < 6; ++i) ebs.AddSnapshot(spec);
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  ebs.FailSnapshot(ebs.service()->StartSnapshot(start, {})->snapshot_id, "Why");
  ebs.MakePublic(
      ebs.AddSnapshot({1, {}, SnapshotStatus::kPending, {}, {}, "all", {}, "999900001111"}));
  return ebs.Checkpoint();
}

void MustBeXml(const HttpReply& reply) {
  const std::string_view xml = reply.body.view();
  MustHold(reply.status >= 200 && reply.status < 600, "no such status");
  MustHold(xml.substr(0, 5) == "<?xml", "no XML");
  MustHold(std::count(xml.begin(), xml.end(), '<') == std::count(xml.begin(), xml.end(), '>'),
           "brackets do not match");
  MustHold(
      std::none_of(xml.begin(), xml.end(), [](unsigned char c) { return c < ' ' && c != '\n'; }),
      "a control character");
}

void Fuzz(std::string_view input) {
  static const Checkpoint start = WithSnapshots();
  HttpRequest request{"GET", TakeLine(input), {}, Bytes::Copy(input)};
  if (!input.empty()) {
    request.method = "POST";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  }
  if (!IsQuery(request)) return;
  Fake ebs(start);
  MustBeXml(AnswerQuery(request, ebs, kDefaultAccount));
  MustHold(ebs.Snapshots().size() >= 7, "more than one is deleted");
  MustBeXml(EncodeQueryError(request, {403, "UnrecognizedClientException", std::string(input)}));
  const std::string_view service = QueryServiceOf(request);
  MustHold(service == "ec2" || service == "sts", "no such service");
}

}  // namespace
}  // namespace fauxebs::internal

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fauxebs::internal::Fuzz(fauxebs::internal::AsText(data, size));
  return 0;
}
