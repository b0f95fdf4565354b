#include "explore/known.h"

namespace fauxebs::internal {
namespace {

bool Contains(const std::vector<KnownSnapshot>& snapshots, const std::string& id) {
  for (const KnownSnapshot& snapshot : snapshots) {
    if (snapshot.id == id) return true;
  }
  return false;
}

constexpr const char* kNobodys = "snap-0000000000000beef";

// Mostly one of the latest that a step like this one makes sense for.
std::string Pick(const std::vector<KnownSnapshot>& snapshots, int number, bool sealed) {
  if (number == 97) return kNobodys;
  if (number == 98) return "vol-1";
  if (number == 99) return "";
  std::vector<std::string> ids;
  for (const KnownSnapshot& snapshot : snapshots) {
    if (!snapshot.dead && snapshot.sealed == sealed && number < 85) ids.push_back(snapshot.id);
  }
  if (ids.empty()) {
    for (const KnownSnapshot& snapshot : snapshots) ids.push_back(snapshot.id);
  }
  if (ids.empty()) return kNobodys;
  const int back = number < 50 ? 0 : number < 70 ? 1 : number - 68;
  return ids[ids.size() - 1 - static_cast<std::size_t>(back) % ids.size()];
}

std::int64_t IndexOf(int number) {
  if (number < 50) return number % 4;
  if (number < 80) return 7;
  if (number < 88) return 2047;
  if (number < 95) return 2048;
  return number < 98 ? 4095 : -1;
}

// What can be unusual about a request.
template <typename Request>
using Twists = std::vector<void (*)(Request&)>;

template <typename Request>
void Twist(Request& request, const Step& step, const Twists<Request>& twists) {
  const auto twist = [&](int number) {
    twists[static_cast<std::size_t>(number) % twists.size()](request);
  };
  if (step[Step::kTwist] >= 70) twist(step[Step::kTwist] - 70);
  if (step[Step::kTwist2] >= 90) twist(step[Step::kTwist2] - 85);
}

template <typename List>
const Twists<List>& PageTwists() {
  static const Twists<List> twists = {
      [](List& request) { request.starting_block_index = 0; },
      [](List& request) { request.starting_block_index = 2; },
      [](List& request) { request.starting_block_index = 3000; },
      [](List& request) { request.starting_block_index = std::int64_t{1} << 40; },
      [](List& request) { request.starting_block_index = -1; },
      [](List& request) { request.max_results = 100; },
      [](List& request) { request.max_results = 10000; },
      [](List& request) { request.max_results = 99; },
      [](List& request) { request.max_results = 10001; },
      [](List& request) { request.next_token = ""; },
      [](List& request) { request.next_token = "no token"; },
      [](List& request) { request.next_token = std::string(257, 'A'); },
      [](List& request) { request.next_token = "AAAA"; },
  };
  return twists;
}

constexpr const char* kKey = "arn:aws:kms:us-east-1:111122223333:key/1";

const Twists<StartSnapshotRequest>& StartTwists() {
  using Start = StartSnapshotRequest;
  static const Twists<Start> twists = {
      [](Start& request) { request.volume_size_gib = 2; },
      [](Start& request) { request.volume_size_gib.reset(); },
      [](Start& request) { request.volume_size_gib = 0; },
      [](Start& request) { request.volume_size_gib = 65537; },
      [](Start& request) { request.timeout_minutes = 10; },
      [](Start& request) { request.timeout_minutes = 4320; },
      [](Start& request) { request.timeout_minutes = 9; },
      [](Start& request) { request.timeout_minutes = 4321; },
      [](Start& request) { request.description = "nightly"; },
      [](Start& request) { request.description = ""; },
      [](Start& request) { request.description = std::string(256, 'd'); },
      [](Start& request) { request.encrypted = true; },
      [](Start& request) { request.encrypted = false; },
      [](Start& request) { request.kms_key_arn = kKey; },
      [](Start& request) { request.kms_key_arn = "alias/mine"; },
      [](Start& request) { request.kms_key_arn = kKey, request.encrypted = false; },
      [](Start& request) {
        request.tags = {{"Name", "disk"}, {"Owner", ""}};
      },
      [](Start& request) {
        request.tags = {{"Name", "disk"}, {"Name", "other"}};
      },
      [](Start& request) {
        request.tags = {{"aws:Name", "disk"}};
      },
      [](Start& request) {
        request.tags = {{"", std::string(256, 'v')}};
      },
      [](Start& request) {
        for (int i = 0; i < 51; ++i) request.tags.push_back({"key" + std::to_string(i), ""});
      },
      [](Start& request) { request.client_token = "a token"; },
      [](Start& request) { request.client_token = std::string(256, 't'); },
      [](Start& request) { request.parent_snapshot_id = "vol-1"; },
  };
  return twists;
}

const Twists<PutSnapshotBlockRequest>& PutTwists() {
  using Put = PutSnapshotBlockRequest;
  static const Bytes kLong = Bytes::Copy(std::string(kBlockSizeBytes + 1, 'x'));
  static const Twists<Put> twists = {
      [](Put& request) { request.progress = 50; },
      [](Put& request) { request.progress = 101; },
      [](Put& request) { request.progress = -1; },
      [](Put& request) { request.checksum = Contents()[1].block.checksum(); },
      [](Put& request) { request.checksum = "#"; },
      [](Put& request) { request.checksum = std::string(65, 'A'); },
      [](Put& request) { request.checksum.reset(); },
      [](Put& request) { request.block_data = Bytes::Copy("xxx"); },
      [](Put& request) { request.block_data = kLong; },
      [](Put& request) { request.block_data = {}; },
      [](Put& request) { request.data_length = 1; },
      [](Put& request) { request.data_length.reset(); },
      [](Put& request) { request.checksum_algorithm = "SHA1"; },
      [](Put& request) { request.checksum_algorithm = "SHA-256"; },
      [](Put& request) { request.checksum_algorithm.reset(); },
  };
  return twists;
}

// Of a request that has the right aggregate.
const Twists<CompleteSnapshotRequest>& CompleteTwists() {
  using Complete = CompleteSnapshotRequest;
  static const Twists<Complete> twists = {
      [](Complete&) {},
      [](Complete& request) { request.checksum = Contents()[0].block.checksum(); },
      [](Complete& request) { request.changed_blocks_count = 3; },
      [](Complete& request) { request.changed_blocks_count.reset(); },
      [](Complete& request) { request.changed_blocks_count = -1; },
      [](Complete& request) { request.checksum.reset(); },
      [](Complete& request) { request.checksum = "#"; },
      [](Complete& request) { request.checksum_algorithm.reset(); },
      [](Complete& request) { request.checksum_algorithm = "SHA1"; },
      [](Complete& request) { request.checksum_aggregation_method.reset(); },
      [](Complete& request) { request.checksum_aggregation_method = "TREE"; },
  };
  return twists;
}

const Twists<GetSnapshotBlockRequest>& GetTwists() {
  using Get = GetSnapshotBlockRequest;
  static const Twists<Get> twists = {
      [](Get&) {},
      [](Get& request) { request.block_token = "AAAA"; },
      [](Get& request) { request.block_token = ""; },
      [](Get& request) { request.block_token.reset(); },
      [](Get& request) { request.block_token = std::string(257, 'A'); },
      [](Get& request) { request.block_token = "no token"; },
      [](Get& request) { request.block_token = "_-"; },
      [](Get& request) { ++request.block_index; },
      [](Get& request) { request.block_index = -1; },
      [](Get& request) {
        // A token that was tampered with.
        if (!request.block_token || request.block_token->empty()) return;
        char& last = request.block_token->back();
        last = last == 'A' ? 'B' : 'A';
      },
  };
  return twists;
}

}  // namespace

const std::vector<Content>& Contents() {
  static const std::vector<Content> contents = {{Block::Filled(1), "Block::Filled(1)"},
                                                {Block::Zero(), "Block::Zero()"},
                                                {Block::Filled(2), "Block::Filled(2)"},
                                                {Block::Random(3), "Block::Random(3)"}};
  return contents;
}

const Content& ContentOf(const Step& step) {
  return Contents()[static_cast<std::size_t>(step[Step::kContent]) % Contents().size()];
}

void Known::Hear(const std::string& account, const StartSnapshotResponse& response) {
  if (!Contains(snapshots, response.snapshot_id)) {
    snapshots.push_back({response.snapshot_id, account, false, false});
  }
}

void Known::Hear(const ListSnapshotBlocksRequest& request,
                 const ListSnapshotBlocksResponse& response) {
  const std::string& id = request.snapshot_id;
  for (const BlockRef& block : response.blocks) {
    tokens.push_back({block.block_token, Operation::kGetSnapshotBlock, "", id, block.block_index});
  }
  if (response.next_token) {
    tokens.push_back({*response.next_token, Operation::kListSnapshotBlocks, "", id, 0});
  }
}

void Known::Hear(const ListChangedBlocksRequest& request,
                 const ListChangedBlocksResponse& response) {
  const std::string& first = *request.first_snapshot_id;
  const std::string& second = request.second_snapshot_id;
  for (const ChangedBlockRef& block : response.changed_blocks) {
    const auto get = Operation::kGetSnapshotBlock;
    if (block.first_block_token) {
      tokens.push_back({*block.first_block_token, get, "", first, block.block_index});
    }
    if (block.second_block_token) {
      tokens.push_back({*block.second_block_token, get, "", second, block.block_index});
    }
  }
  if (response.next_token) {
    tokens.push_back({*response.next_token, Operation::kListChangedBlocks, first, second, 0});
  }
}

void Known::Seal(const std::string& id) {
  for (KnownSnapshot& snapshot : snapshots) snapshot.sealed |= snapshot.id == id;
}

std::string Known::Account(const Step& step, const std::string& id) const {
  if (step[Step::kAccount] >= 95) return kOtherAccount;
  if (step[Step::kAccount] >= 90) return kDefaultAccount;
  for (const KnownSnapshot& snapshot : snapshots) {
    if (snapshot.id == id) return snapshot.account;
  }
  return kDefaultAccount;
}

std::string Known::Open(const Step& step) const {
  return Pick(snapshots, step[Step::kSnapshot], false);
}

std::string Known::Sealed(const Step& step) const {
  return Pick(snapshots, step[Step::kSnapshot], true);
}

std::string Known::OtherSealed(const Step& step) const {
  return Pick(snapshots, step[Step::kOther], true);
}

const KnownToken* Known::Latest(Operation use, int which) const {
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (token->use == use && which-- <= 0) return &*token;
  }
  return nullptr;
}

std::string Known::AnyToken(const Step& step) const {
  if (tokens.empty()) return "AAAA";
  return tokens[static_cast<std::size_t>(step[Step::kToken]) % tokens.size()].text;
}

StartSnapshotRequest Known::Start(const Step& step) const {
  StartSnapshotRequest request;
  request.volume_size_gib = 1;
  if (step[Step::kOther] >= 60) request.parent_snapshot_id = OtherSealed(step);
  if (step[Step::kToken] >= 70) {
    request.client_token = "token-" + std::to_string(step[Step::kToken] % 3);
  }
  Twist(request, step, StartTwists());
  return request;
}

PutSnapshotBlockRequest Known::Put(const Step& step) const {
  PutSnapshotBlockRequest request;
  request.snapshot_id = Open(step);
  request.block_index = IndexOf(step[Step::kIndex]);
  request.SetBlock(ContentOf(step).block);
  Twist(request, step, PutTwists());
  return request;
}

CompleteSnapshotRequest Known::Complete(const Step& step, const ReferenceModel& model) const {
  CompleteSnapshotRequest request;
  request.snapshot_id = Open(step);
  const auto [count, aggregate] = model.CountAndAggregate(request.snapshot_id);
  request.changed_blocks_count = count;
  if (step[Step::kContent] < 60 && step[Step::kTwist] < 70) return request;
  request.checksum = aggregate;
  request.checksum_algorithm = "SHA256";
  request.checksum_aggregation_method = "LINEAR";
  Twist(request, step, CompleteTwists());
  return request;
}

GetSnapshotBlockRequest Known::Get(const Step& step) const {
  GetSnapshotBlockRequest request;
  request.snapshot_id = Sealed(step);
  request.block_index = IndexOf(step[Step::kIndex]);
  request.block_token = AnyToken(step);
  const KnownToken* token = Latest(Operation::kGetSnapshotBlock, step[Step::kToken] % 6);
  if (token != nullptr && step[Step::kToken] < 85) {
    request = {token->id, token->index, token->text};
  }
  Twist(request, step, GetTwists());
  return request;
}

ListSnapshotBlocksRequest Known::List(const Step& step) const {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = Sealed(step);
  if (step[Step::kToken] >= 90) request.next_token = AnyToken(step);
  const KnownToken* page = Latest(Operation::kListSnapshotBlocks, step[Step::kToken] % 3);
  if (page != nullptr && step[Step::kToken] >= 60 && step[Step::kToken] < 90) {
    request.snapshot_id = page->id;
    request.next_token = page->text;
  }
  Twist(request, step, PageTwists<ListSnapshotBlocksRequest>());
  return request;
}

ListChangedBlocksRequest Known::Changed(const Step& step) const {
  ListChangedBlocksRequest request;
  request.first_snapshot_id = OtherSealed(step);
  request.second_snapshot_id = Sealed(step);
  if (step[Step::kToken] >= 90) request.next_token = AnyToken(step);
  const KnownToken* page = Latest(Operation::kListChangedBlocks, step[Step::kToken] % 3);
  if (page != nullptr && step[Step::kToken] >= 60 && step[Step::kToken] < 90) {
    request.first_snapshot_id = page->first_id;
    request.second_snapshot_id = page->id;
    request.next_token = page->text;
  }
  if (step[Step::kContent] == 98) request.first_snapshot_id.reset();
  if (step[Step::kContent] == 99) request.first_snapshot_id = "";
  Twist(request, step, PageTwists<ListChangedBlocksRequest>());
  return request;
}

}  // namespace fauxebs::internal
