#include "conformance.h"

#include <algorithm>
#include <stdexcept>

namespace fauxebs {

const Block& A() {
  static const Block block = Block::Filled(0x01);
  return block;
}

const Block& B() {
  static const Block block = Block::Filled(0xFF);
  return block;
}

const Block& C() {
  static const Block block = Block::Random(1);
  return block;
}

const Block& D() {
  static const Block block = Block::Random(2);
  return block;
}

BlockList Range(std::int32_t first, std::int32_t last, const Block& block) {
  BlockList blocks;
  for (std::int32_t index = first; index <= last; ++index) blocks.emplace_back(index, block);
  return blocks;
}

StartSnapshotRequest StartOf(std::int64_t gib) {
  StartSnapshotRequest request;
  request.volume_size_gib = gib;
  return request;
}

StartSnapshotRequest ChildOf(const std::string& parent) {
  StartSnapshotRequest request = StartOf(1);
  request.parent_snapshot_id = parent;
  return request;
}

PutSnapshotBlockRequest PutOf(const std::string& id, std::int64_t index, const Block& block) {
  PutSnapshotBlockRequest request;
  request.snapshot_id = id;
  request.block_index = index;
  request.SetBlock(block);
  return request;
}

CompleteSnapshotRequest CompleteOf(const std::string& id, std::int64_t count) {
  CompleteSnapshotRequest request;
  request.snapshot_id = id;
  request.changed_blocks_count = count;
  return request;
}

CompleteSnapshotRequest CompleteOf(const std::string& id, std::int64_t count,
                                   const std::string& aggregate) {
  CompleteSnapshotRequest request = CompleteOf(id, count);
  request.checksum = aggregate;
  request.checksum_algorithm = "SHA256";
  request.checksum_aggregation_method = "LINEAR";
  return request;
}

GetSnapshotBlockRequest GetOf(const std::string& id, std::int64_t index, const std::string& token) {
  GetSnapshotBlockRequest request;
  request.snapshot_id = id;
  request.block_index = index;
  request.block_token = token;
  return request;
}

ListSnapshotBlocksRequest ListOf(const std::string& id) {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = id;
  return request;
}

ListSnapshotBlocksRequest ListOf(const std::string& id, const std::string& page_token) {
  ListSnapshotBlocksRequest request = ListOf(id);
  request.next_token = page_token;
  return request;
}

ListChangedBlocksRequest ChangesOf(const std::string& first, const std::string& second) {
  ListChangedBlocksRequest request;
  request.first_snapshot_id = first;
  request.second_snapshot_id = second;
  return request;
}

ListChangedBlocksRequest ChangesOf(const std::string& first, const std::string& second,
                                   const std::string& page_token) {
  ListChangedBlocksRequest request = ChangesOf(first, second);
  request.next_token = page_token;
  return request;
}

std::vector<std::int32_t> Indexes(const ListSnapshotBlocksResponse& page) {
  std::vector<std::int32_t> indexes;
  for (const BlockRef& block : page.blocks) indexes.push_back(block.block_index);
  return indexes;
}

std::vector<std::int32_t> Indexes(const ListChangedBlocksResponse& page) {
  std::vector<std::int32_t> indexes;
  for (const ChangedBlockRef& block : page.changed_blocks) indexes.push_back(block.block_index);
  return indexes;
}

std::vector<Tag> Tags(int count) {
  std::vector<Tag> tags;
  for (int number = 1; number <= count; ++number) {
    tags.push_back({"key" + std::to_string(number), "value"});
  }
  return tags;
}

Fake::Options SlowToComplete() {
  return With([](auto& options) { options.completion_delay = std::chrono::hours(2); });
}

void SkipTest(const std::string& reason) {
  [&] { GTEST_SKIP() << reason; }();
  // GoogleTest takes this for the end of a test whose result is recorded already.
  throw testing::AssertionException(
      testing::TestPartResult(testing::TestPartResult::kSkip, __FILE__, __LINE__, reason.c_str()));
}

Caller::Caller(const Door& door, Fake& fake, const std::string& client, const std::string& account)
    : door_(&door), fake_(&fake), service_(door.Open(fake, client, account)) {
  context_.client = client;
  context_.account = account;
}

template <typename Answer, typename Request>
Result<Answer> Caller::Checked(Result<Answer> (Service::*operation)(const Request&,
                                                                    const CallContext&),
                               const Request& request) const {
  if (door_->cannot_look_inside()) return (*service_.*operation)(request, context_);
  const std::uint64_t before = fake_->StateHash();
  Result<Answer> result = (*service_.*operation)(request, context_);
  if (!result) {
    EXPECT_EQ(before, fake_->StateHash())
        << "a refusal changed the store: " << AnyRequest(request) << " -> " << result.error();
  }
  return result;
}

#define FAUXEBS_DEFINE_SEND(Name)                                           \
  Result<Name##Response> Caller::Send(const Name##Request& request) const { \
    return Checked<Name##Response, Name##Request>(&Service::Name, request); \
  }
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_DEFINE_SEND)
#undef FAUXEBS_DEFINE_SEND

std::string Caller::Start(std::int64_t gib) const { return Start(StartOf(gib)); }

std::string Caller::Start(const StartSnapshotRequest& request) const {
  return Send(request)->snapshot_id;
}

std::string Caller::StartChild(const std::string& parent) const { return Start(ChildOf(parent)); }

void Caller::StartMany(int count) const {
  if (door_->cannot_look_inside()) SkipTest("needs an account in which nothing else is pending");
  for (int started = 0; started < count; ++started) Start(1);
}

void Caller::Put(const std::string& id, std::int64_t index, const Block& block) const {
  static_cast<void>(Send(PutOf(id, index, block)).value());
}

void Caller::PutAll(const std::string& id, const BlockList& blocks) const {
  for (const auto& [index, block] : blocks) Put(id, index, block);
}

SnapshotStatus Caller::Complete(const std::string& id, std::int64_t count) const {
  const SnapshotStatus status = Send(CompleteOf(id, count))->status;
  door_->Settle(*service_, id);
  return status;
}

SnapshotStatus Caller::Complete(const std::string& id, std::int64_t count,
                                const std::string& aggregate) const {
  const SnapshotStatus status = Send(CompleteOf(id, count, aggregate))->status;
  door_->Settle(*service_, id);
  return status;
}

std::string Caller::Upload(const BlockList& blocks) const {
  std::string id = Start(1);
  PutAll(id, blocks);
  Complete(id, static_cast<std::int64_t>(blocks.size()));
  return id;
}

std::string Caller::UploadChild(const std::string& parent, const BlockList& blocks) const {
  std::string id = StartChild(parent);
  PutAll(id, blocks);
  Complete(id, static_cast<std::int64_t>(blocks.size()));
  return id;
}

ListSnapshotBlocksResponse Caller::List(const std::string& id) const {
  return Send(ListOf(id)).value();
}

ListSnapshotBlocksResponse Caller::ListFrom(const std::string& id,
                                            std::int64_t starting_index) const {
  ListSnapshotBlocksRequest request = ListOf(id);
  request.starting_block_index = starting_index;
  return Send(request).value();
}

ListSnapshotBlocksResponse Caller::ListNext(const std::string& id,
                                            const std::string& page_token) const {
  return Send(ListOf(id, page_token)).value();
}

std::vector<BlockRef> Caller::ListAll(const std::string& id) const {
  ListSnapshotBlocksResponse page = List(id);
  std::vector<BlockRef> all = page.blocks;
  while (page.next_token) {
    page = ListNext(id, *page.next_token);
    all.insert(all.end(), page.blocks.begin(), page.blocks.end());
  }
  return all;
}

ListChangedBlocksResponse Caller::Changes(const std::string& first,
                                          const std::string& second) const {
  return Send(ChangesOf(first, second)).value();
}

ListChangedBlocksResponse Caller::ChangesFrom(const std::string& first, const std::string& second,
                                              std::int64_t starting_index) const {
  ListChangedBlocksRequest request = ChangesOf(first, second);
  request.starting_block_index = starting_index;
  return Send(request).value();
}

ListChangedBlocksResponse Caller::ChangesNext(const std::string& first, const std::string& second,
                                              const std::string& page_token) const {
  return Send(ChangesOf(first, second, page_token)).value();
}

std::string Caller::Token(const std::string& id, std::int32_t index) const {
  const ListSnapshotBlocksResponse page = ListFrom(id, index);
  if (page.blocks.empty() || page.blocks.front().block_index != index) {
    throw std::logic_error("no block " + std::to_string(index) + " is listed in " + id);
  }
  return page.blocks.front().block_token;
}

GetSnapshotBlockResponse Caller::Get(const std::string& id, std::int64_t index,
                                     const std::string& token) const {
  return Send(GetOf(id, index, token)).value();
}

Bytes Caller::Read(const std::string& id, std::int32_t index) const {
  return Get(id, index, Token(id, index)).block_data;
}

Conformance::Conformance()
    : ConformanceUniverse(Fake::Options{}),
      Caller(*GetParam().door, universe_, "tester", kDefaultAccount) {}

Conformance::Conformance(const Fake::Options& options)
    : ConformanceUniverse(options), Caller(*GetParam().door, universe_, "tester", kDefaultAccount) {
  if (const WhyNot why_not = door().cannot_look_inside()) SkipTest(*why_not);
}

Fake& Conformance::ebs() {
  if (const WhyNot why_not = door().cannot_look_inside()) SkipTest(*why_not);
  return universe_;
}

Caller Conformance::As(const std::string& client, const std::string& account) {
  const WhyNot why_not = door().cannot_change_accounts();
  if (why_not && account != kDefaultAccount) SkipTest(*why_not);
  return Caller(door(), universe_, client, account);
}

std::string Conformance::Holding(const BlockList& blocks) {
  if (door().cannot_look_inside()) return Upload(blocks);
  SnapshotSpec spec;
  spec.blocks = blocks;
  return universe_.AddSnapshot(spec);
}

std::string Conformance::ChildHolding(const std::string& parent, const BlockList& blocks) {
  if (door().cannot_look_inside()) return UploadChild(parent, blocks);
  SnapshotSpec spec;
  spec.blocks = blocks;
  spec.parent_snapshot_id = parent;
  return universe_.AddSnapshot(spec);
}

}  // namespace fauxebs
