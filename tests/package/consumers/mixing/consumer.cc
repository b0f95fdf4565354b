// Mixes the stand-in and the SDK, which cannot go well.
#include <fauxebs/aws/ebs_client.h>

#include <cstdio>

const char* UsedLibrary();

int main() {
  std::puts(UsedLibrary());
  fauxebs::Fake ebs;
  MakeEBSClient(ebs);
  std::puts("nobody noticed");
}
