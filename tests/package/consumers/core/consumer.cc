// A fake through the direct door.
#include <fauxebs/fauxebs.h>
#include <fauxebs/words.h>

#include <cstdio>
#include <memory>
#include <string>

#if __has_include(<aws/core/standin/Fields.h>)
#error "the include root of the stand-in is seen without its target"
#endif

using namespace fauxebs::words;

int main() {
  fauxebs::Fake ebs;
  ebs.On(StartSnapshot).Once().Refuse(RequestThrottled());

  fauxebs::StartSnapshotRequest request;
  request.volume_size_gib = 1;
  const std::shared_ptr<fauxebs::Service> service = ebs.service();
  const fauxebs::Result<fauxebs::StartSnapshotResponse> refused =
      service->StartSnapshot(request, {});
  const fauxebs::Result<fauxebs::StartSnapshotResponse> started =
      service->StartSnapshot(request, {});
  if (refused || !started) return 1;
  std::puts("a core alone");
  return ebs.Snapshot(started->snapshot_id).status() == fauxebs::SnapshotStatus::kPending ? 0 : 1;
}
