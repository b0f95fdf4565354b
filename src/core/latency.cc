#include "fauxebs/latency.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace fauxebs {

LatencyModel::LatencyModel(std::vector<Percentile> table) : table_(std::move(table)) {
  if (table_.empty()) throw std::logic_error("a latency needs at least one percentile");
  double percent = 0;
  std::chrono::milliseconds latency{0};
  for (const Percentile& row : table_) {
    if (!(row.percent >= percent && row.percent <= 100) || row.latency < latency) {
      throw std::logic_error(fmt::format(
          "{} % of the calls within {} ms cannot follow on {} % within {} ms; percentiles rise to "
          "100, and latencies with them, from 0 ms",
          row.percent, row.latency.count(), percent, latency.count()));
    }
    percent = row.percent;
    latency = row.latency;
  }
}

std::chrono::milliseconds LatencyModel::At(double share) const {
  const double percent = share * 100;
  const auto above = std::find_if(table_.begin(), table_.end(),
                                  [&](const Percentile& row) { return row.percent > percent; });
  if (above == table_.begin()) return above->latency;
  if (above == table_.end()) return table_.back().latency;
  const Percentile& below = *(above - 1);
  const double part = (percent - below.percent) / (above->percent - below.percent);
  const auto range = static_cast<double>((above->latency - below.latency).count());
  return below.latency + std::chrono::milliseconds(std::llround(part * range));
}

std::string LatencyModel::ToText() const {
  std::string text;
  for (const Percentile& row : table_) {
    text +=
        fmt::format("{}{} % in {} ms", text.empty() ? "" : ", ", row.percent, row.latency.count());
  }
  return text;
}

namespace words {

LatencyModel Fixed(std::chrono::milliseconds latency) { return LatencyModel({{100, latency}}); }
LatencyModel Uniform(std::chrono::milliseconds least, std::chrono::milliseconds most) {
  return LatencyModel({{0, least}, {100, most}});
}
LatencyModel Percentiles(std::vector<LatencyModel::Percentile> table) {
  return LatencyModel(std::move(table));
}

}  // namespace words
}  // namespace fauxebs
