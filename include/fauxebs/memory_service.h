// MemoryService: the service, in memory; and SnapshotView, a look at what it holds.
//
//   auto clock = fauxebs::ManualClock::Create();
//   fauxebs::MemoryService service(clock);
//   fauxebs::Result<fauxebs::StartSnapshotResponse> r = service.StartSnapshot(request, {});
//
// Where it departs from AWS, by choice:
//   - what AWS takes its time for is done at once (MemoryServiceOptions has the delays);
//   - permissions and KMS are not modelled: a rule makes their errors (FAKE: acct-4, enc-12);
//   - what EC2 does (deleting, sharing, describing) is on the test's side of this class
//     (AWS: ops-11).
// Safe to call concurrently.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/clock.h"
#include "fauxebs/corruption.h"
#include "fauxebs/service.h"

namespace fauxebs {

namespace internal {
struct SnapshotRecord;
struct MemoryState;
}  // namespace internal

// Requests a second that the service grants. What is granted for a second can be had at once; it
// comes back evenly, as the clock moves.
// AWS: quota-3, quota-6: Service Quotas, Amazon EBS; the quota codes beside the fields.
struct RateLimits {
  // To an account. Beyond: ThrottlingException.
  int start_snapshot = 10;        // L-AFEBDF7A
  int complete_snapshot = 10;     // L-1D4D9345
  int list_snapshot_blocks = 50;  // L-18E976AB
  int list_changed_blocks = 50;   // L-DB2FBAA1
  int get_snapshot_block = 1000;  // L-C125AE42; 5000 in some Regions
  int put_snapshot_block = 1000;  // L-AFAE1BE8; 5000 in some Regions
  // To one snapshot. Beyond: RequestThrottledException, RESOURCE_LEVEL_THROTTLE.
  int get_snapshot_block_of_one = 1000;  // L-028ACFB9
  int put_snapshot_block_of_one = 1000;  // L-1774F84A
  // FAKE: quota-7: the model names ACCOUNT_THROTTLED, the user guide ThrottlingException. True: an
  // account is refused with RequestThrottledException, ACCOUNT_THROTTLED.
  bool account_throttled_by_model = false;
};

struct MemoryServiceOptions {
  std::uint64_t seed = 1;  // ids and tokens follow from it

  // AWS: tok-3: EBS FAQ: block tokens are valid for 7 days, page tokens for 60 minutes.
  std::chrono::milliseconds block_token_life = std::chrono::hours(7 * 24);
  std::chrono::milliseconds page_token_life = std::chrono::minutes(60);
  // Blocks on a page without MaxResults.
  // FAKE: list-7: not documented; small pages are legal by contract.
  int default_max_results = 100;
  // AWS: diff-8: observed: the last page of ListChangedBlocks, if nothing is on it, has no
  // ExpiryTime and no sizes. False: it has them all the same.
  bool empty_last_page_is_bare = true;

  // Delays. FAKE: done-2, done-6, read-2, time-3: all are 0, so that a test waits for nothing; code
  // that waits finds 0 as legal as what AWS takes. From StartSnapshot until PutSnapshotBlock and
  // CompleteSnapshot find the snapshot. AWS: put-9: observed: mostly none, sometimes up to 2
  // minutes.
  std::chrono::milliseconds visible_delay{0};
  // From CompleteSnapshot to completed or error. Observed: 1 to 2 seconds.
  std::chrono::milliseconds completion_delay{0};
  // What is added where count or checksum are wrong. Observed: half a minute to 11 minutes.
  std::chrono::milliseconds mismatch_delay{0};
  // From completed until it can be read and be a parent. Observed: 5 to 55 seconds.
  std::chrono::milliseconds readable_delay{0};
  // What is added to a snapshot's Timeout. Observed: 5 minutes.
  std::chrono::milliseconds timeout_lag{0};

  // What CompleteSnapshot answers when it seals. AWS: done-1: observed: pending. False: the status
  // that it then has: `completed` where there is no completion_delay.
  bool completion_starts_pending = true;

  // AWS: quota-1: Service Quotas, L-94D7AB7D: pending direct snapshots of an account.
  int pending_limit = 100;
  // AWS: quota-2: Service Quotas: snapshots of an account in a Region.
  int snapshot_limit = 100'000;
  // FAKE: quota-4: nothing: no limits, for the clock of a test stands still. RateLimits() has
  // AWS's.
  std::optional<RateLimits> rate_limits{};

  // AWS: enc-1, enc-3: the account's settings in the Region.
  bool encryption_by_default = false;
  std::string default_kms_key_arn =
      "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000";
};

// What a test puts into the service without going through the API.
struct SnapshotSpec {
  std::int64_t volume_size_gib = 1;
  std::vector<std::pair<std::int32_t, Block>> blocks{};
  SnapshotStatus status = SnapshotStatus::kCompleted;
  std::optional<std::string> parent_snapshot_id{};
  std::optional<std::string> kms_key_arn{};  // encrypted with this key
  std::optional<std::string> description{};
  std::vector<Tag> tags{};
  std::string account = kDefaultAccount;
};

// What LoadImage makes of a disk image.
struct ImageSpec {
  // Nothing: one that follows from the seed and the image. std::logic_error for one that is no id
  // or is taken.
  std::optional<std::string> id{};
  std::string account = kDefaultAccount;
};

// One snapshot as it was when asked for. A value; reading it copies no block.
class SnapshotView {
 public:
  SnapshotView(std::shared_ptr<const internal::SnapshotRecord> snapshot, TimePoint now);

  const std::string& id() const;
  const std::string& account() const;
  bool visible_to(const std::string& account) const;  // its own, shared with it, or public
  SnapshotStatus status() const { return status_; }
  const std::string& state_message() const { return state_message_; }  // why it is in error, or ""
  bool completion_accepted() const;  // CompleteSnapshot was, whatever came of it
  bool timed_out() const;            // nobody completed it in time
  std::int64_t volume_size_gib() const;
  const std::optional<std::string>& parent_snapshot_id() const;
  const std::optional<std::string>& description() const;
  const std::optional<std::string>& kms_key_arn() const;
  const std::vector<Tag>& tags() const;
  TimePoint start_time() const;

  // Of the whole logical view, parents' blocks included.
  std::uint64_t blocks() const;
  std::uint64_t bytes() const { return blocks() * kBlockSizeBytes; }
  std::vector<std::int32_t> block_indexes() const;
  std::optional<Block> block(std::int64_t index) const;  // nothing where never written

  // Blocks written to this snapshot itself, parents' not included.
  std::uint64_t changed_blocks() const;

  // A raw disk image of volume_size_gib(), or of `size_bytes`; unwritten and zero blocks become
  // holes. Throws std::runtime_error where the file system refuses, std::logic_error where data
  // would lie beyond the size.
  void WriteImage(const std::string& path) const;
  void WriteImage(const std::string& path, std::uint64_t size_bytes) const;

  // The same against a raw disk image: nothing if equal, else a sentence with the first difference.
  // What the image lacks at its end counts as zeros. Throws std::runtime_error where it cannot be
  // read.
  std::optional<std::string> DifferenceFrom(const std::string& image_path) const;
  // The same against the blocks of an image, those that are not all zeros at least, and against a
  // whole image, of any length, in memory.
  std::optional<std::string> DifferenceFrom(const std::map<std::int32_t, Block>& blocks) const;
  std::optional<std::string> DifferenceFrom(const Bytes& image) const;

 private:
  std::shared_ptr<const internal::SnapshotRecord> snapshot_;
  SnapshotStatus status_;
  std::string state_message_;
};

class MemoryService final : public Service {
 public:
  using Options = MemoryServiceOptions;
  explicit MemoryService(std::shared_ptr<const Clock> clock, Options options = {});
  ~MemoryService() override;

  // Another service that goes on from here: O(snapshots), whatever they hold.
  std::shared_ptr<MemoryService> Fork(std::shared_ptr<const Clock> clock) const;

#define FAUXEBS_OVERRIDE_OPERATION(Name) \
  Result<Name##Response> Name(const Name##Request& request, const CallContext& context) override;
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_OVERRIDE_OPERATION)
#undef FAUXEBS_OVERRIDE_OPERATION

  // The test's side.
  const Options& options() const;
  std::string AddSnapshot(const SnapshotSpec& spec);
  // A completed snapshot that holds a raw disk image; holes and zero blocks are skipped.
  // Requires: whole 512-byte sectors, at least one; std::logic_error otherwise.
  std::string LoadImage(const std::string& path, const ImageSpec& spec = {});
  SnapshotView Snapshot(const std::string& id) const;  // std::logic_error for an unknown id
  std::vector<SnapshotView> Snapshots() const;         // in the order of their start
  void DeleteSnapshot(const std::string& id);  // as EC2's DeleteSnapshot; children keep their data
  // As EC2's ModifySnapshotAttribute: the account may list and read it, no more.
  void ShareSnapshot(const std::string& id, const std::string& account);
  void MakePublic(const std::string& id);  // which the EBS direct APIs refuse to read to others

  // State faults: what goes wrong without a message. std::logic_error for an unknown snapshot, a
  // block that is not there, damage that would heal. They are of one snapshot as it looks; its
  // children keep what they began with, and later ones begin with the damage.
  //
  // Turns a pending snapshot to error, as the service does on its own accord now and then.
  void FailSnapshot(const std::string& id, const std::string& state_message);
  // The data changes, the recorded checksum does not: reads carry both, and nothing else tells.
  void RotBlock(const std::string& id, std::int64_t index, Corruption how = {});
  // The same; from `byte` on it has what was there before the snapshot wrote it: its parent's data,
  // or zeros.
  void TearBlock(const std::string& id, std::int64_t index, std::int64_t byte);
  // A write that was acknowledged and is gone, from listings, counts and aggregate as well.
  void ForgetBlock(const std::string& id, std::int64_t index);
  // All block and page tokens that were given out so far.
  void ExpireTokens();
  // Rates from now on, whatever rate_limits was; all buckets are full.
  void Limits(const RateLimits& limits);
  void NoLimits();
  // Every request of the account is beyond its rate until `duration` has passed. The last word
  // counts.
  void ThrottleAccount(const std::string& account, std::chrono::milliseconds duration);

  // Equal for equal contents and states.
  std::uint64_t StateHash() const;

 private:
  explicit MemoryService(std::shared_ptr<const Clock> clock,
                         std::unique_ptr<internal::MemoryState> state);
  std::shared_ptr<const Clock> clock_;
  std::shared_ptr<internal::MemoryState> state_;
};

}  // namespace fauxebs
