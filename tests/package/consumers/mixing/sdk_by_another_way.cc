// A library that has brought the AWS SDK into the process; here, the one function of it by which
// the stand-in knows.
namespace Aws::Http {
void InitHttp() {}
}  // namespace Aws::Http

const char* UsedLibrary() { return "used"; }
