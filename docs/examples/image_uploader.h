// ImageUploader: backs up disk images to EBS snapshots, and restores them.
//
//   auto client = std::make_shared<Aws::EBS::EBSClient>();
//   backup::ImageUploader uploader(
//       client, [](auto pause) { std::this_thread::sleep_for(pause); }, waiter);
//   const std::string monday = uploader.Upload("disk.img").snapshot_id;
//   const std::string tuesday = uploader.UploadIncrement("disk.img", monday).snapshot_id;
//   uploader.Restore(tuesday, "restored.img");
//
// Thread-safe if `sleep` and the waiter are: each call has its own threads and buffers.
#pragma once

#include <aws/ebs/EBSClient.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace backup {

inline constexpr int kBlockSize = 524288;  // bytes; the only size the service knows

// Waits that long. Called from all threads of an upload or restore.
using Sleep = std::function<void(std::chrono::milliseconds)>;

// what() names the operation, the snapshot, the block, the service's exception and its message,
// and the number of attempts; or the file and the system's error.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The EBS direct APIs cannot tell how a snapshot ended. In production this polls EC2's
// DescribeSnapshots.
class SnapshotWaiter {
 public:
  virtual ~SnapshotWaiter() = default;

  // Returns when the snapshot is completed; throws Error if it turned to error or does not finish.
  virtual void WaitUntilCompleted(const std::string& snapshot_id) = 0;
};

struct Options {
  int workers = 8;    // threads of one call, the caller's own among them
  int attempts = 14;  // of one request, on top of the SDK's own retries: two minutes
  std::chrono::milliseconds first_backoff{100};  // before the second attempt; then it doubles
  std::chrono::milliseconds longest_backoff{20000};
  int page_size = 1000;     // blocks listed at a time: 100 to 10000
  std::string description;  // of new snapshots
  // Makes the ClientToken of an upload, once for each; by default a random UUID.
  std::function<std::string()> client_token;
  // Told after each block, never by two threads of a call at once. Holes count as done when passed.
  std::function<void(std::uint64_t blocks_done, std::uint64_t blocks_total)> progress;
};

struct UploadReport {
  std::string snapshot_id;
  std::uint64_t blocks_scanned = 0;  // = put + skipped
  std::uint64_t blocks_put = 0;
  std::uint64_t blocks_skipped = 0;  // zero, or unchanged since the parent
  std::uint64_t retries = 0;         // of requests of every kind

  std::uint64_t bytes_put() const { return blocks_put * kBlockSize; }
};

struct RestoreReport {
  std::uint64_t blocks_written = 0;
  std::uint64_t retries = 0;
};

class ImageUploader {
 public:
  // `waiter` must outlive the uploader.
  ImageUploader(std::shared_ptr<Aws::EBS::EBSClient> client, Sleep sleep, SnapshotWaiter& waiter,
                Options options = {})
      : client_(std::move(client)),
        sleep_(std::move(sleep)),
        waiter_(waiter),
        options_(std::move(options)) {}

  // Uploads all blocks but those of zeros and returns when the snapshot is completed.
  //
  // Both uploads throw Error. The first failure stops all workers; of several failed blocks the
  // lowest is reported. The snapshot then stays pending until it times out: the EBS direct APIs
  // have no way to abandon it, and to delete it is EC2's business.
  UploadReport Upload(const std::string& image_path) const { return Run(image_path, nullptr); }

  // The same, but on top of a completed snapshot: uploads the blocks that differ from the parent's,
  // zeros too. The parent is read, not trusted to be what was uploaded last.
  UploadReport UploadIncrement(const std::string& image_path,
                               const std::string& parent_snapshot_id) const {
    return Run(image_path, &parent_snapshot_id);
  }

  // Writes the snapshot to a new or emptied file with holes where no block was ever written,
  // `image_size` bytes long, or as long as the snapshot's volume. Each block is checked against its
  // checksum. Throws Error, also for data beyond `image_size`, and leaves the file incomplete.
  RestoreReport Restore(const std::string& snapshot_id, const std::string& image_path,
                        std::optional<std::uint64_t> image_size = std::nullopt) const;

 private:
  UploadReport Run(const std::string& image_path, const std::string* parent_snapshot_id) const;

  std::shared_ptr<Aws::EBS::EBSClient> client_;
  Sleep sleep_;
  SnapshotWaiter& waiter_;
  Options options_;
};

}  // namespace backup
