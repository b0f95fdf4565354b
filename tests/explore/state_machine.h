// StateMachine: a fake and the reference model, driven side by side by random steps.
//
//   StateMachine machine(options, options, counts);
//   if (std::optional<Discovery> found = machine.Run(scenario)) FAIL() << found->test;
//
// Not synchronised.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "explore/call_fault.h"
#include "explore/known.h"
#include "explore/reference_model.h"
#include "explore/script.h"
#include "explore/steps.h"
#include "fauxebs/fake.h"

namespace fauxebs::internal {

// Of what came out of the calls: "PutSnapshotBlock ok", "GetSnapshotBlock INVALID_BLOCK_TOKEN".
using Counts = std::map<std::string, int>;

// A difference between fake and model.
struct Discovery {
  std::string text;
  std::string test;  // C++ source that shows it
  int commands = 0;
};

MemoryServiceOptions OptionsOf(const Scenario& scenario);

class StateMachine {
 public:
  using Decorator = std::function<std::shared_ptr<Service>(std::shared_ptr<Service>)>;

  // `decorate` puts something before the service, to plant errors.
  StateMachine(const MemoryServiceOptions& options, const MemoryServiceOptions& model_options,
               Counts& counts, Decorator decorate = {});

  std::optional<Discovery> Run(const Scenario& scenario);

 private:
  // A universe, kept to go on from later.
  struct Kept {
    std::string name;
    fauxebs::Checkpoint checkpoint;
    ReferenceModel model;
    Known known;
  };

  std::optional<Difference> Do(const Step& step);
  template <typename Request>
  std::optional<Difference> Call(const Step& step, const Request& request);
  std::optional<Difference> Judge(const AnyRequest& request, const CallContext& context,
                                  const CallFault& fault, TimePoint now, AnyResult actual);
  void Hear(const AnyRequest& request, const CallContext& context, const AnyResult& actual);
  void Expect(const Difference& difference);
  void Move(const Step& step);
  void Add(const Step& step);
  void Change(const Step& step);
  void Keep();
  void GoOn();
  void Serve(std::unique_ptr<Fake> ebs, const std::string& name);

  Counts& counts_;
  Decorator decorate_;
  std::unique_ptr<Fake> ebs_;
  std::string name_;  // of the fake, in the script
  std::shared_ptr<Service> service_;
  ReferenceModel model_;
  Known known_;
  Script script_;
  std::optional<Kept> kept_;
  int number_ = 0;                         // of the step
  std::string account_ = kDefaultAccount;  // the last caller's
  std::string subject_;                    // what the last difference is about, in the script
};

}  // namespace fauxebs::internal
