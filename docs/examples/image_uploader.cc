#include "image_uploader.h"

#include <aws/core/utils/HashingUtils.h>
#include <aws/core/utils/UUID.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <iostream>
#include <mutex>
#include <sstream>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

namespace backup {
namespace {

namespace model = Aws::EBS::Model;
using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using Aws::Utils::HashingUtils;

constexpr int kNone = 1 << 30;  // as the index of a block: there is none
constexpr std::uint64_t kGiB = std::uint64_t{1} << 30;
using Digest = std::array<unsigned char, 32>;

std::uint64_t DivideRoundingUp(std::uint64_t a, std::uint64_t b) { return (a + b - 1) / b; }

struct Block {
  int index = kNone;
  Aws::String token;  // to read it with; empty for a block that is in no snapshot yet
};

// Is it worth another attempt? The SDK says no to InternalServerException, to a snapshot that is
// new and not known everywhere yet, and to a block damaged or cut short on its way.
bool IsTransient(std::string_view operation, const EBSError& error) {
  const EBSErrors type = error.GetErrorType();
  if (type == EBSErrors::RESOURCE_NOT_FOUND) return operation != "GetSnapshotBlock";
  if (operation == "PutSnapshotBlock" &&
      (type == EBSErrors::INVALID_SIGNATURE ||
       error.GetMessage().find("Failed to read block data") != Aws::String::npos)) {
    return true;
  }
  return error.ShouldRetry() || static_cast<int>(error.GetResponseCode()) >= 500 ||
         type == EBSErrors::THROTTLING || type == EBSErrors::REQUEST_TIMEOUT;
}

// An image on disk, a block at a time.
class ImageFile {
 public:
  ImageFile(std::string path, int flags) : path_(std::move(path)) {
    fd_ = ::open(path_.c_str(), flags | O_CLOEXEC, 0600);
    if (fd_ < 0) Fail("open", errno);
    size_ = ::lseek(fd_, 0, SEEK_END);  // of block devices too, unlike fstat
  }
  ~ImageFile() { ::close(fd_); }
  ImageFile(const ImageFile&) = delete;
  ImageFile& operator=(const ImageFile&) = delete;

  std::uint64_t size() const { return static_cast<std::uint64_t>(size_); }

  // The first block from `index` on that has data, kNone if nothing but a hole follows.
  int NextData(int index) const {
    if (OffsetOf(index) >= size_) return kNone;
    const off_t data = ::lseek(fd_, OffsetOf(index), SEEK_DATA);
    if (data < 0) return errno == ENXIO ? kNone : index;  // or a file system without holes
    return data < size_ ? static_cast<int>(data / kBlockSize) : kNone;
  }

  // Beyond the end of the image there are zeros.
  void Read(int index, unsigned char* data) const {
    const off_t size = std::clamp<off_t>(size_ - OffsetOf(index), 0, kBlockSize);
    Transfer("read", ::pread, data, size, OffsetOf(index));
    std::memset(data + size, 0, static_cast<std::size_t>(kBlockSize - size));
  }

  void Write(int index, const unsigned char* data) const {
    Transfer("write", ::pwrite, data, kBlockSize, OffsetOf(index));
  }

  void Resize(std::uint64_t size) const {
    if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) Fail("resize", errno);
  }

 private:
  static off_t OffsetOf(int index) { return off_t{index} * kBlockSize; }

  [[noreturn]] void Fail(const std::string& verb, int error) const {
    throw Error("cannot " + verb + " " + path_ + ": " + std::generic_category().message(error));
  }

  template <typename Io, typename Byte>
  void Transfer(const char* verb, Io io, Byte* data, off_t size, off_t offset) const {
    for (off_t done = 0; done < size;) {
      const auto n = io(fd_, data + done, static_cast<std::size_t>(size - done), offset + done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) Fail(verb, n == 0 ? ENODATA : errno);  // 0: the file has become shorter
      done += n;
    }
  }

  std::string path_;
  int fd_;
  off_t size_;
};

// A stream over a block's memory; nothing is copied.
class BlockStream : public Aws::IOStream {
 public:
  explicit BlockStream(unsigned char* data) : Aws::IOStream(nullptr), buffer_(data, kBlockSize) {
    rdbuf(&buffer_);
  }

 private:
  Aws::Utils::Stream::PreallocatedStreamBuf buffer_;
};

// A block's memory and a stream over it. Each worker has one and uses it over and over.
class BlockBuffer {
 public:
  unsigned char* data() { return data_.get(); }
  bool IsZero() const { return !data_[0] && !std::memcmp(&data_[0], &data_[1], kBlockSize - 1); }
  Aws::Utils::ByteBuffer Sha256() { return HashingUtils::CalculateSHA256(*stream()); }

  // Sending leaves the stream at its end and failed; this makes it fit to be used again.
  const std::shared_ptr<Aws::IOStream>& stream() {
    stream_->clear();
    stream_->seekg(0);
    return stream_;
  }

 private:
  std::unique_ptr<unsigned char[]> data_ = std::make_unique<unsigned char[]>(kBlockSize);
  std::shared_ptr<Aws::IOStream> stream_ = std::make_shared<BlockStream>(data());
};

// One upload or restore: its requests, their retries, and its threads.
class Job {
 public:
  Job(const Aws::EBS::EBSClient& client, const Sleep& sleep, const Options& options)
      : client_(client), sleep_(sleep), options_(options) {}

  const Aws::EBS::EBSClient& client() const { return client_; }
  const Options& options() const { return options_; }
  std::uint64_t retries() const { return retries_; }
  std::uint64_t blocks_total() const { return blocks_total_; }

  // Calls `send` until its outcome is a success and returns the result. The rest is for messages.
  template <typename Send>
  auto Call(std::string_view operation, const std::string& snapshot_id, int block,
            const Send& send) {
    auto backoff = options_.first_backoff;
    for (int attempt = 1;; ++attempt) {
      if (stopped_) throw Stopped();
      auto outcome = send();
      if (outcome.IsSuccess()) return outcome.GetResultWithOwnership();
      const EBSError& error = outcome.GetError();
      if (attempt >= options_.attempts || !IsTransient(operation, error)) {
        std::ostringstream what;
        what << operation << (snapshot_id.empty() ? "" : " of ") << snapshot_id;
        if (block != kNone) what << " block " << block;
        what << ": " << error.GetExceptionName() << (error.GetExceptionName().empty() ? "" : ": ")
             << error.GetMessage() << " (attempts: " << attempt << ")";
        throw Error(what.str());
      }
      if (!stopped_) sleep_(std::min(backoff, options_.longest_backoff));
      backoff = std::min(backoff * 2, options_.longest_backoff);
      ++retries_;
    }
  }

  // Reads a block into `buffer`, again if it does not match its checksum, and returns the checksum.
  Aws::String Get(const std::string& snapshot_id, const Block& block, BlockBuffer& buffer) {
    model::GetSnapshotBlockRequest request;
    request.SetSnapshotId(snapshot_id.c_str());
    request.SetBlockIndex(block.index);
    request.SetBlockToken(block.token);
    request.SetResponseStreamFactory(  // the SDK frees the stream
        [&buffer] { return Aws::New<BlockStream>("ImageUploader", buffer.data()); });
    const auto get = [&]() -> model::GetSnapshotBlockOutcome {
      ++buffer.data()[kBlockSize - 1];  // lest a reply cut short pass for what was here before
      auto outcome = client_.GetSnapshotBlock(request);
      if (!outcome.IsSuccess()) return outcome;
      const auto& result = outcome.GetResult();
      const bool whole = result.GetDataLength() == kBlockSize;
      if (whole && result.GetChecksum() == HashingUtils::Base64Encode(buffer.Sha256())) {
        return outcome;
      }
      return EBSError(Aws::Client::AWSError<EBSErrors>(
          EBSErrors::UNKNOWN, "DamagedBlock", "the data do not match length and checksum", true));
    };
    return Call("GetSnapshotBlock", snapshot_id, block.index, get).GetChecksum();
  }

  // Calls work(buffer, block), on options.workers threads, for each block that next(lowest index)
  // returns, until kNone. An exception stops all of them; that of the lowest block is thrown.
  template <typename Next, typename Work>
  void ForEachBlock(std::uint64_t blocks_total, const Next& next, const Work& work) {
    blocks_total_ = blocks_total;
    std::mutex next_mutex;
    int position = 0;
    const auto run = [&] {
      Block block;
      try {
        BlockBuffer buffer;
        while (!stopped_) {
          std::unique_lock<std::mutex> lock(next_mutex);
          block = Block();
          block = next(position);
          if (block.index == kNone) return;
          const int holes = block.index - std::exchange(position, block.index + 1);
          lock.unlock();
          work(buffer, block);
          Advance(static_cast<std::uint64_t>(holes) + 1);
        }
      } catch (const Stopped&) {
      } catch (...) {
        Stop(block.index);
      }
    };

    std::vector<std::thread> threads;
    try {
      for (int i = 1; i < options_.workers; ++i) threads.emplace_back(run);
    } catch (const std::system_error&) {  // then with fewer
    }
    run();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    if (blocks_done_ < blocks_total_) Advance(blocks_total_ - blocks_done_);  // the last hole
  }

 private:
  struct Stopped {};  // thrown because another worker has failed

  void Advance(std::uint64_t blocks) {
    const std::lock_guard<std::mutex> lock(mutex_);
    blocks_done_ += blocks;
    blocks_total_ = std::max(blocks_total_, blocks_done_);  // a parent may be longer than the image
    if (options_.progress) options_.progress(blocks_done_, blocks_total_);
  }

  void Stop(int index) {  // in a handler
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
    if (failure_ && failed_block_ <= index) return;
    failure_ = std::current_exception();
    failed_block_ = index;
  }

  const Aws::EBS::EBSClient& client_;
  const Sleep& sleep_;
  const Options& options_;
  std::atomic<bool> stopped_{false};
  std::atomic<std::uint64_t> retries_{0};
  std::mutex mutex_;  // guards what follows
  std::uint64_t blocks_done_ = 0;
  std::uint64_t blocks_total_ = 0;
  std::exception_ptr failure_;
  int failed_block_ = kNone;
};

// The blocks of a snapshot in ascending order, listed a page at a time.
class SnapshotBlocks {
 public:
  SnapshotBlocks(Job& job, const std::string& snapshot_id) : job_(job) {
    request_.SetSnapshotId(snapshot_id.c_str());
    request_.SetMaxResults(job.options().page_size);
    LoadPage();
  }

  std::uint64_t volume_gib() const { return volume_gib_; }

  // The next block; after the last one, kNone. A page may be empty and yet not be the last.
  Block Take() {
    while (taken_ == page_.size() && !request_.GetNextToken().empty()) LoadPage();
    if (taken_ == page_.size()) return {};
    const model::Block& block = page_[taken_++];
    return {block.GetBlockIndex(), block.GetBlockToken()};
  }

 private:
  void LoadPage() {
    const auto result = job_.Call("ListSnapshotBlocks", request_.GetSnapshotId().c_str(), kNone,
                                  [this] { return job_.client().ListSnapshotBlocks(request_); });
    page_ = result.GetBlocks();
    taken_ = 0;
    volume_gib_ = static_cast<std::uint64_t>(result.GetVolumeSize());
    request_.SetNextToken(result.GetNextToken());
  }

  Job& job_;
  model::ListSnapshotBlocksRequest request_;
  Aws::Vector<model::Block> page_;
  std::size_t taken_ = 0;
  std::uint64_t volume_gib_ = 0;
};

}  // namespace

UploadReport ImageUploader::Run(const std::string& image_path,
                                const std::string* parent_snapshot_id) const {
  Job job(*client_, sleep_, options_);
  const ImageFile image(image_path, O_RDONLY);
  std::optional<SnapshotBlocks> parent;
  if (parent_snapshot_id != nullptr) parent.emplace(job, *parent_snapshot_id);
  const std::uint64_t parent_gib = parent ? parent->volume_gib() : 1;
  const std::uint64_t gib = std::max(parent_gib, DivideRoundingUp(image.size(), kGiB));
  model::StartSnapshotRequest start;
  start.SetVolumeSize(static_cast<long long>(gib));
  if (parent_snapshot_id != nullptr) start.SetParentSnapshotId(parent_snapshot_id->c_str());
  if (!options_.description.empty()) start.SetDescription(options_.description.c_str());
  // The same token in all attempts: if the reply to one is lost, the next gets the same snapshot.
  const Aws::String random_token = Aws::Utils::UUID::PseudoRandomUUID();
  start.SetClientToken(options_.client_token ? options_.client_token().c_str() : random_token);
  const auto started =
      job.Call("StartSnapshot", "", kNone, [&] { return client_->StartSnapshot(start); });
  const std::string id = started.GetSnapshotId().c_str();

  // To look at: the blocks with data in the image, and those that the parent has.
  Block inherited = parent ? parent->Take() : Block();
  const auto next = [&](int lowest_index) {
    Block local{image.NextData(lowest_index), {}};
    if (!parent || local.index < inherited.index) return local;
    return std::exchange(inherited, parent->Take());
  };
  std::mutex mutex;
  std::vector<std::pair<int, Digest>> digests;
  const auto put_if_changed = [&](BlockBuffer& buffer, const Block& block) {
    Aws::String parent_checksum;
    if (!block.token.empty()) parent_checksum = job.Get(*parent_snapshot_id, block, buffer);
    image.Read(block.index, buffer.data());
    if (block.token.empty() && buffer.IsZero()) return;
    const auto sha256 = buffer.Sha256();
    const Aws::String checksum = HashingUtils::Base64Encode(sha256);
    if (checksum == parent_checksum) return;
    model::PutSnapshotBlockRequest put;
    put.SetSnapshotId(id.c_str());
    put.SetBlockIndex(block.index);
    put.SetDataLength(kBlockSize);
    put.SetChecksum(checksum);
    put.SetChecksumAlgorithm(model::ChecksumAlgorithm::SHA256);
    job.Call("PutSnapshotBlock", id, block.index, [&] {
      put.SetBody(buffer.stream());
      return client_->PutSnapshotBlock(put);
    });
    Digest digest;
    std::copy_n(sha256.GetUnderlyingData(), digest.size(), digest.begin());
    const std::lock_guard<std::mutex> lock(mutex);
    digests.emplace_back(block.index, digest);
  };
  job.ForEachBlock(DivideRoundingUp(image.size(), kBlockSize), next, put_if_changed);

  std::sort(digests.begin(), digests.end());
  Aws::String all;  // the digests themselves, not their Base64
  for (const auto& [index, digest] : digests) all.append(digest.begin(), digest.end());
  model::CompleteSnapshotRequest complete;
  complete.SetSnapshotId(id.c_str());
  complete.SetChangedBlocksCount(static_cast<int>(digests.size()));
  complete.SetChecksum(HashingUtils::Base64Encode(HashingUtils::CalculateSHA256(all)));
  complete.SetChecksumAlgorithm(model::ChecksumAlgorithm::SHA256);
  complete.SetChecksumAggregationMethod(model::ChecksumAggregationMethod::LINEAR);
  // Safe to repeat: if the reply to one attempt is lost, the next gets the status as it now is.
  job.Call("CompleteSnapshot", id, kNone, [&] { return client_->CompleteSnapshot(complete); });
  waiter_.WaitUntilCompleted(id);

  const std::uint64_t scanned = job.blocks_total();
  return {id, scanned, digests.size(), scanned - digests.size(), job.retries()};
}

RestoreReport ImageUploader::Restore(const std::string& snapshot_id, const std::string& image_path,
                                     std::optional<std::uint64_t> image_size) const {
  Job job(*client_, sleep_, options_);
  SnapshotBlocks blocks(job, snapshot_id);
  const std::uint64_t size = image_size.value_or(blocks.volume_gib() * kGiB);
  const ImageFile image(image_path, O_WRONLY | O_CREAT | O_TRUNC);
  const auto next = [&](int) { return blocks.Take(); };
  std::atomic<std::uint64_t> written{0};
  const auto copy = [&](BlockBuffer& buffer, const Block& block) {
    if (static_cast<std::uint64_t>(block.index) * kBlockSize >= size) {
      throw Error(image_path + ": the snapshot has data beyond the image's size");
    }
    job.Get(snapshot_id, block, buffer);
    image.Write(block.index, buffer.data());
    ++written;
  };
  job.ForEachBlock(DivideRoundingUp(size, kBlockSize), next, copy);
  image.Resize(size);
  return {written, job.retries()};
}

}  // namespace backup
