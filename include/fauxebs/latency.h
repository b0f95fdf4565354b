// LatencyModel: how long calls take, on virtual time.
//
//   Fixed         always as long
//   Uniform       anything in between, as likely
//   Percentiles   by a table, as a dashboard shows it
//
//   ebs.Latency(PutSnapshotBlock, Percentiles({{50, 8ms}, {99, 40ms}, {100, 900ms}}));
//
// A value. What a call draws follows from the seed, its operation, its block or parameters, and its
// ordinal among equals: not from the calls or threads around it.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace fauxebs {

class LatencyModel {
 public:
  struct Percentile {
    double percent = 0;
    std::chrono::milliseconds latency{0};
  };

  // Ascending in both; std::logic_error otherwise. Between two rows it is as likely to be
  // anything in between; below the first it is the first's, above the last the last's.
  explicit LatencyModel(std::vector<Percentile> table);

  // The latency that a share of the calls stays below. Requires: 0 <= share < 1.
  std::chrono::milliseconds At(double share) const;

  std::string ToText() const;  // "50 % in 8 ms, 99 % in 40 ms"

 private:
  std::vector<Percentile> table_;
};

namespace words {

LatencyModel Fixed(std::chrono::milliseconds latency);
LatencyModel Uniform(std::chrono::milliseconds least, std::chrono::milliseconds most);
LatencyModel Percentiles(std::vector<LatencyModel::Percentile> table);

}  // namespace words
}  // namespace fauxebs
