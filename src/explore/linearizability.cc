#include "explore/linearizability.h"

#include <algorithm>
#include <limits>
#include <random>
#include <set>
#include <sstream>
#include <utility>

namespace fauxebs::internal {
namespace {

// What has happened after some of the calls.
struct State {
  ReferenceModel model;
  TimePoint now;
};

// Whether it is seen in nothing that comes later: a reading, a refusal, what nobody heard of and
// came too late. (All are counted where there are limits.)
bool ChangesNothing(const Event& event, const State& state) {
  if (event.request() == nullptr || state.model.has_rate_limits()) return false;
  if (event.answer && !event.answer->has_value()) return true;
  return VisitRequest(*event.request(), [&](const AnyRequest& request) {
    switch (request.operation()) {
      case Operation::kStartSnapshot:
        return state.model.IsReplay(*request.As<StartSnapshotRequest>(), event.account);
      case Operation::kPutSnapshotBlock:
      case Operation::kCompleteSnapshot:
        return state.model.IsOver(request.snapshot_id(), state.now);
      default:
        return true;
    }
  });
}

// Whether these two lead to the same, with the same answers, in either order.
bool AreIndependent(const Event& a, const Event& b) {
  if (a.request() == nullptr || b.request() == nullptr) return false;
  const auto* first = std::get_if<PutSnapshotBlockRequest>(a.request());
  if (first == nullptr) return false;
  if (const auto* second = std::get_if<PutSnapshotBlockRequest>(b.request())) {
    return first->snapshot_id != second->snapshot_id || first->block_index != second->block_index;
  }
  if (const auto* second = std::get_if<CompleteSnapshotRequest>(b.request())) {
    return first->snapshot_id != second->snapshot_id;
  }
  // A snapshot that can be written cannot be read, nor be a parent.
  return true;
}

CallContext ContextOf(const Event& event) {
  CallContext context;
  context.account = event.account;
  return context;
}

class Search {
 public:
  Search(const History& history, bool has_rate_limits, std::size_t most_states)
      : history_(history),
        has_rate_limits_(has_rate_limits),
        most_states_(most_states),
        done_(history.size(), false) {
    for (std::size_t i = 0; i < history.size(); ++i) {
      by_return_.push_back(i);
      unexplained_ += history[i].heard() ? 1 : 0;
    }
    std::stable_sort(by_return_.begin(), by_return_.end(), [&](std::size_t a, std::size_t b) {
      return history[a].returned < history[b].returned;
    });
    by_preference_ = by_return_;
  }

  // Calls mostly happen in the order in which they return, so that it is tried first. A wrong guess
  // at a beginning can take very long to be seen as one: after a while the search starts anew with
  // other guesses, knowing what has led nowhere.
  bool Run(const State& start) {
    constexpr std::size_t kFirstPatience = 500;
    for (std::size_t patience = kFirstPatience; !gave_up(); patience *= 2) {
      pause_ = std::min(states_ + patience, most_states_);
      if (ExplainsRest(start)) return true;
      if (states_ <= pause_) return false;
      Shuffle();
    }
    return false;
  }

  std::size_t states() const { return states_; }
  bool gave_up() const { return states_ > most_states_; }
  const std::vector<std::size_t>& order() const { return order_; }
  const std::vector<std::size_t>& longest() const { return longest_; }
  // What could have come after the longest order, and why it did not.
  const std::string& why_not() const { return why_not_; }

 private:
  bool ExplainsRest(const State& state) {
    if (unexplained_ == 0) return true;
    if (++states_ > pause_) return false;
    std::string key;
    if (!dead_ends_.empty()) {
      key = KeyOf(state);
      if (dead_ends_.count(key) > 0) return false;
    }
    std::ostringstream why_not;
    for (const std::size_t next : Candidates()) {
      State after = state;
      if (!Happens(history_[next], after, why_not)) continue;
      Take(next);
      if (ExplainsRest(after)) return true;
      PutBack(next);
      if (states_ > pause_) return false;
      // What changes nothing, and can come now, comes now in some explanation if there is any.
      if (history_[next].heard() && ChangesNothing(history_[next], state)) break;
    }
    if (why_not_.empty() || order_.size() > longest_.size()) {
      longest_ = order_;
      why_not_ = why_not.str();
    }
    dead_ends_.insert(key.empty() ? KeyOf(state) : key);
    return false;
  }

  // Those that no call left over precedes.
  std::vector<std::size_t> Candidates() const {
    std::uint64_t first_return = std::numeric_limits<std::uint64_t>::max();
    for (const std::size_t i : by_return_) {
      if (done_[i] || !history_[i].heard()) continue;
      first_return = history_[i].returned;
      break;
    }
    std::vector<std::size_t> candidates;
    for (const std::size_t i : by_preference_) {
      if (done_[i] || history_[i].invoked >= first_return) continue;
      if (!has_rate_limits_ && !order_.empty() && !MayFollow(order_.back(), i)) continue;
      candidates.push_back(i);
    }
    return candidates;
  }

  // A call that is unheard and independent of what comes next can be moved behind it without
  // changing any answer, and two that are unheard and independent can be swapped; callers guess no
  // tokens. Of all the places that something unheard could take, only those where it matters:
  // before what it is not independent of, or among others that are unheard, and there in one order
  // only.
  bool MayFollow(std::size_t before, std::size_t next) const {
    if (history_[before].heard() || !AreIndependent(history_[before], history_[next])) return true;
    return !history_[next].heard() && before < next;
  }

  static bool Happens(const Event& event, State& state, std::ostream& why_not) {
    if (event.request() == nullptr) {
      state.now = std::max(state.now, std::get<ClockMove>(event.what).to);
      return true;
    }
    const CallContext context = ContextOf(event);
    return VisitRequest(*event.request(), [&](const AnyRequest& request) {
      if (!event.answer) {
        // What changes nothing explains nothing.
        if (ChangesNothing(event, state)) return false;
        return state.model.Apply(request, context, state.now).has_value() ||
               state.model.has_rate_limits();
      }
      const auto difference = state.model.Accept(request, context, state.now, *event.answer);
      if (difference) why_not << "  " << event << "\n    " << difference->ToText() << '\n';
      return !difference;
    });
  }

  // Roughly in the order of their return.
  void Shuffle() {
    constexpr std::uint64_t kHowFar = 24;
    std::vector<std::uint64_t> ranks;
    for (const Event& event : history_) ranks.push_back(event.returned + random_() % kHowFar);
    std::stable_sort(by_preference_.begin(), by_preference_.end(),
                     [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
  }

  void Take(std::size_t event) {
    done_[event] = true;
    order_.push_back(event);
    unexplained_ -= history_[event].heard() ? 1 : 0;
  }

  void PutBack(std::size_t event) {
    done_[event] = false;
    order_.pop_back();
    unexplained_ += history_[event].heard() ? 1 : 0;
  }

  std::string KeyOf(const State& state) const {
    std::string text;
    for (std::size_t i = 0; i < history_.size(); ++i) {
      const bool over = !history_[i].heard() && ChangesNothing(history_[i], state);
      text += over ? '-' : done_[i] ? '1' : '0';
    }
    if (!order_.empty() && !history_[order_.back()].heard()) {
      text += " after " + std::to_string(order_.back()) + ' ';
    }
    text +=
        std::to_string(state.now.time_since_epoch().count()) + '\n' + state.model.ToText(state.now);
    const Digest digest = Sha256(text);
    return {digest.bytes.begin(), digest.bytes.end()};
  }

  const History& history_;
  const bool has_rate_limits_;  // then every call changes something
  const std::size_t most_states_;
  std::vector<std::size_t> by_return_;
  std::vector<std::size_t> by_preference_;
  std::mt19937_64 random_;  // the same in every run
  std::size_t pause_ = 0;   // the number of states at which to start anew
  std::vector<bool> done_;
  std::size_t unexplained_ = 0;  // of those that were heard
  std::vector<std::size_t> order_;
  std::set<std::string> dead_ends_;
  std::size_t states_ = 0;
  std::vector<std::size_t> longest_;
  std::string why_not_;
};

// What was known when the first `count` calls had returned: the others were running, or not begun.
History Prefix(const History& history, std::size_t count) {
  std::vector<std::uint64_t> returns;
  for (const Event& event : history) returns.push_back(event.returned);
  std::sort(returns.begin(), returns.end());
  const std::uint64_t end = count == 0 ? 0 : returns[count - 1];
  History prefix;
  for (const Event& event : history) {
    if (event.invoked > end) continue;
    prefix.push_back(event);
    if (event.returned <= end) continue;
    prefix.back().running = true;
    prefix.back().answer.reset();
  }
  return prefix;
}

std::string TextOf(const History& prefix, const Search& search) {
  std::ostringstream out;
  out << "No order of these calls explains what they answered:\n";
  for (const Event& event : prefix) out << "  " << event << '\n';
  out << "The longest that could be:\n";
  for (const std::size_t i : search.longest()) out << "  " << prefix[i] << '\n';
  if (search.longest().empty()) out << "  none\n";
  out << "After it, each that could be next differs:\n" << search.why_not();
  return out.str();
}

}  // namespace

Verdict Explain(const History& history, const ReferenceModel& start, TimePoint start_time,
                std::size_t most_states) {
  const State first{start, start_time};
  const bool limits = start.has_rate_limits();
  Search whole(history, limits, most_states);
  Verdict verdict;
  if (whole.Run(first)) {
    for (const std::size_t i : whole.order()) verdict.order.push_back(history[i]);
    verdict.states = whole.states();
    return verdict;
  }
  verdict.states = whole.states();
  if (whole.gave_up()) {
    verdict.kind = Verdict::Kind::kGaveUp;
    verdict.text = "Gave up after " + std::to_string(verdict.states) + " states";
    return verdict;
  }
  verdict.kind = Verdict::Kind::kUnexplained;
  // A beginning of what can be explained can be explained.
  std::size_t explained = 0;
  std::size_t unexplained = history.size();
  while (unexplained - explained > 1) {
    const std::size_t middle = explained + (unexplained - explained) / 2;
    const History prefix = Prefix(history, middle);
    Search search(prefix, limits, most_states);
    // One that takes too long to judge is not called unexplained.
    (search.Run(first) || search.gave_up() ? explained : unexplained) = middle;
  }
  verdict.prefix = Prefix(history, unexplained);
  Search shortest(verdict.prefix, limits, most_states);
  shortest.Run(first);
  verdict.text = TextOf(verdict.prefix, shortest);
  return verdict;
}

}  // namespace fauxebs::internal
