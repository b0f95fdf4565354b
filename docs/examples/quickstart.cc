// The main job, once: production code backs up a disk image to the fake, through faults, restores
// it, backs up what changed since, restores that.
//
//   quickstart BEFORE.img AFTER.img BEFORE.restored AFTER.restored
//
// It leaves the comparison of the files to its caller and prints a summary.

#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/fauxebs.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "example_support.h"
#include "image_uploader.h"

using namespace fauxebs::words;

namespace {

constexpr int kWorkers = 2;
constexpr double kMib = 1024.0 * 1024.0;

double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The physical limit that everything here is measured against: bytes per second of SHA-256 over
// blocks, one thread. The best of several rounds: what disturbs makes it only slower.
double RawSha256Rate() {
  const fauxebs::Block block = fauxebs::Block::Random(1);
  constexpr int kRounds = 10;
  constexpr int kBlocks = 40;
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kBlocks; ++i) static_cast<void>(fauxebs::Sha256(block.view()));
    best = std::max(best, kBlocks * fauxebs::kBlockSizeBytes / SecondsSince(start));
  }
  return best;
}

// One line that fills up, where there is a terminal to see it.
class ProgressBar {
 public:
  explicit ProgressBar(std::string_view title) : title_(title) {}
  ~ProgressBar() {
    if (drawn_ >= 0) std::fputs("\r\033[K", stderr);
  }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Draw(std::uint64_t done, std::uint64_t total) {
    constexpr int kWidth = 50;
    const int filled = total == 0 ? kWidth : static_cast<int>(done * kWidth / total);
    if (!on_terminal_ || filled == drawn_) return;
    drawn_ = filled;
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(kWidth - filled), '.');
    std::fprintf(stderr, "\r%-20s [%s]", std::string(title_).c_str(), bar.c_str());
    std::fflush(stderr);
  }

 private:
  const std::string_view title_;
  const bool on_terminal_ = isatty(STDERR_FILENO) != 0;
  int drawn_ = -1;
};

struct Timed {
  std::uint64_t bytes = 0;
  double seconds = 0;
  double rate() const { return static_cast<double>(bytes) / seconds; }
};

class Quickstart {
 public:
  int Run(const std::vector<std::string>& paths) {
    ArmFaults();

    Timed upload;
    const backup::UploadReport full =
        Time(upload, "uploading",
             [&](backup::ImageUploader& uploader) { return uploader.Upload(paths[0]); });
    upload.bytes = full.bytes_put();
    Timed restore;
    const backup::RestoreReport restored =
        Time(restore, "restoring", [&](backup::ImageUploader& uploader) {
          return uploader.Restore(full.snapshot_id, paths[2], SizeOf(paths[0]));
        });
    restore.bytes = restored.blocks_written * fauxebs::kBlockSizeBytes;

    Timed ignored;
    const backup::UploadReport increment =
        Time(ignored, "uploading increment", [&](backup::ImageUploader& uploader) {
          return uploader.UploadIncrement(paths[1], full.snapshot_id);
        });
    Time(ignored, "restoring increment", [&](backup::ImageUploader& uploader) {
      return uploader.Restore(increment.snapshot_id, paths[3], SizeOf(paths[1]));
    });

    const bool sound = Sound(full.snapshot_id, paths[0]) && Sound(increment.snapshot_id, paths[1]);
    Summarize(full, increment, upload, restore);
    const std::vector<fauxebs::Violation> violations = ebs_.Verify();
    for (const fauxebs::Violation& violation : violations) {
      std::cout << violation.file << ':' << violation.line << ": " << violation.text << '\n';
    }
    if (increment.blocks_put == 0) std::cout << "nothing changed between the two images\n";
    return sound && violations.empty() && increment.blocks_put > 0 ? 0 : 1;
  }

 private:
  void ArmFaults() {
    // The SDK tries 11 times by itself; beyond that it is up to the uploader.
    ebs_.On(PutSnapshotBlock).Block(0).First(25).Refuse(RequestThrottled());
    ebs_.On(PutSnapshotBlock).Chance(0.01).Refuse(Throttling());
    ebs_.On(CompleteSnapshot).Once().LoseReply();
    ebs_.On(GetSnapshotBlock).Every(100).CorruptReply();
  }

  template <typename Job>
  std::invoke_result_t<Job, backup::ImageUploader&> Time(Timed& timed, std::string_view title,
                                                         Job job) {
    ProgressBar bar(title);
    backup::Options options;
    options.workers = kWorkers;
    options.progress = [&](std::uint64_t done, std::uint64_t total) { bar.Draw(done, total); };
    backup::ImageUploader uploader(client_, ebs_.clock().Sleeper(), waiter_, options);
    const auto start = std::chrono::steady_clock::now();
    auto report = job(uploader);
    timed.seconds = SecondsSince(start);
    return report;
  }

  static std::uint64_t SizeOf(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) throw backup::Error("cannot open " + path);
    std::fseek(file, 0, SEEK_END);
    const long size = std::ftell(file);
    std::fclose(file);
    return static_cast<std::uint64_t>(size);
  }

  bool Sound(const std::string& id, const std::string& image) {
    const std::optional<std::string> difference = ebs_.Snapshot(id).DifferenceFrom(image);
    if (difference) std::cout << id << " is not " << image << ": " << *difference << '\n';
    return !difference;
  }

  void Summarize(const backup::UploadReport& full, const backup::UploadReport& increment,
                 const Timed& upload, const Timed& restore) {
    std::uint64_t fired = 0;
    for (const fauxebs::Rule& rule : ebs_.rules()) fired += rule.fired();
    const double limit = RawSha256Rate();
    std::cout << ebs_.journal().Timeline(12) << '\n';
    std::printf("blocks put       %8lu of %lu, the others are zero\n", full.blocks_put,
                full.blocks_scanned);
    std::printf("changed blocks   %8lu put on top of the parent\n", increment.blocks_put);
    std::printf("attempts         %8zu at PutSnapshotBlock, %zu at GetSnapshotBlock\n",
                ebs_.journal().Count(PutSnapshotBlock), ebs_.journal().Count(GetSnapshotBlock));
    std::printf("faults fired     %8lu\n", fired);
    for (const fauxebs::Rule& rule : ebs_.rules()) {
      std::printf("  %5lu  %s\n", rule.fired(), rule.text().c_str());
    }
    std::printf("virtual time     %8.1f s passed, nobody slept\n",
                std::chrono::duration<double>(ebs_.clock().Now() - fauxebs::kClockEpoch).count());
    std::printf("upload           %8.0f MiB/s, %.2f of raw SHA-256\n", upload.rate() / kMib,
                upload.rate() / limit);
    std::printf("restore          %8.0f MiB/s, %.2f of raw SHA-256\n", restore.rate() / kMib,
                restore.rate() / limit);
    std::printf("raw SHA-256      %8.0f MiB/s on one thread, in this run\n", limit / kMib);
    std::fflush(stdout);
  }

  fauxebs::Fake ebs_;
  std::shared_ptr<Aws::EBS::EBSClient> client_ = MakeEBSClient(ebs_);
  example::Waiter waiter_{ebs_};
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> paths(argv + 1, argv + argc);
  if (paths.size() != 4) {
    std::cerr << "usage: quickstart BEFORE.img AFTER.img BEFORE.restored AFTER.restored\n";
    return 2;
  }
  try {
    return Quickstart().Run(paths);
  } catch (const std::exception& error) {
    std::cerr << "quickstart: " << error.what() << '\n';
    return 1;
  }
}
