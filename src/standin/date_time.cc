// Points in time: the proleptic Gregorian calendar in UTC, without the C library's shared state.
#include <aws/core/utils/DateTime.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace Aws::Utils {

namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::system_clock;

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

constexpr int64_t kSecondsOfDay = int64_t{24} * 60 * 60;

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Days since the epoch of a date, with years that begin in March.
int64_t DaysOf(int64_t year, int month, int day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t era = FloorDivide(y, 400);
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

std::tm Broken(system_clock::time_point time) {
  const int64_t millis = duration_cast<milliseconds>(time.time_since_epoch()).count();
  const int64_t seconds = FloorDivide(millis, 1000);
  const int64_t days = FloorDivide(seconds, kSecondsOfDay);
  const int64_t second_of_day = seconds - days * kSecondsOfDay;
  const int64_t shifted = days + 719468;
  const int64_t era = FloorDivide(shifted, 146097);
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  std::tm broken{};
  broken.tm_year = static_cast<int>(year - 1900);
  broken.tm_mon = static_cast<int>(month - 1);
  broken.tm_mday = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  broken.tm_hour = static_cast<int>(second_of_day / 3600);
  broken.tm_min = static_cast<int>(second_of_day / 60 % 60);
  broken.tm_sec = static_cast<int>(second_of_day % 60);
  broken.tm_wday = static_cast<int>(days + 4 - FloorDivide(days + 4, 7) * 7);
  broken.tm_yday = static_cast<int>(days - DaysOf(year, 1, 1));
  return broken;
}

// Reads a timestamp from left to right; once something does not fit, everything fails.
class Reader {
 public:
  explicit Reader(const char* text) : next_(text) {}

  int Digits(int least, int most) {
    int value = 0;
    int count = 0;
    while (count < most && *next_ >= '0' && *next_ <= '9') {
      value = value * 10 + (*next_++ - '0');
      ++count;
    }
    if (count < least) ok_ = false;
    return value;
  }
  // Three digits of a fraction of any length.
  int Millis() {
    int value = 0;
    int weight = 100;
    if (*next_ < '0' || *next_ > '9') ok_ = false;
    for (; *next_ >= '0' && *next_ <= '9'; ++next_, weight /= 10) value += (*next_ - '0') * weight;
    return value;
  }
  bool Skip(char c) {
    if (*next_ != c) return false;
    ++next_;
    return true;
  }
  void Expect(char c) {
    if (!Skip(c)) ok_ = false;
  }
  template <std::size_t N>
  int Name(const char* const (&names)[N]) {
    for (std::size_t i = 0; i < N; ++i) {
      if (std::strncmp(next_, names[i], 3) == 0) {
        next_ += 3;
        return static_cast<int>(i);
      }
    }
    ok_ = false;
    return 0;
  }
  bool Text(const char* text) {
    const std::size_t length = std::strlen(text);
    if (std::strncmp(next_, text, length) != 0) return false;
    next_ += length;
    return true;
  }
  // Seconds east of Greenwich.
  int Zone() {
    if (Skip('Z') || Text("GMT") || Text("UTC") || Text("UT")) return 0;
    const bool west = *next_ == '-';
    if (!Skip('-') && !Skip('+')) ok_ = false;
    const int hours = Digits(2, 2);
    Skip(':');
    const int seconds = hours * 3600 + Digits(2, 2) * 60;
    return west ? -seconds : seconds;
  }
  bool AtEnd() const { return ok_ && *next_ == '\0'; }

 private:
  const char* next_;
  bool ok_ = true;
};

struct Fields {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millis = 0, zone = 0;
};

bool InRange(const Fields& f) {
  static constexpr int kLengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return f.month >= 1 && f.month <= 12 && f.day >= 1 && f.day <= kLengths[f.month - 1] &&
         f.hour <= 23 && f.minute <= 59 && f.second <= 60;
}

// 2019-12-14T07:35:31[.973](Z|+01:00), or without the separators.
bool ReadIso8601(const char* text, bool basic, Fields& f) {
  Reader reader(text);
  f.year = reader.Digits(4, 4);
  if (!basic) reader.Expect('-');
  f.month = reader.Digits(2, 2);
  if (!basic) reader.Expect('-');
  f.day = reader.Digits(2, 2);
  reader.Expect('T');
  f.hour = reader.Digits(2, 2);
  if (!basic) reader.Expect(':');
  f.minute = reader.Digits(2, 2);
  if (!basic) reader.Expect(':');
  f.second = reader.Digits(2, 2);
  if (reader.Skip('.')) f.millis = reader.Millis();
  f.zone = reader.Zone();
  return reader.AtEnd() && InRange(f);
}

// [Sat, ]14 Dec 2019 07:35:31 GMT
bool ReadRfc822(const char* text, Fields& f) {
  Reader reader(text);
  if (*text < '0' || *text > '9') {
    reader.Name(kDays);
    reader.Expect(',');
    reader.Expect(' ');
  }
  f.day = reader.Digits(1, 2);
  reader.Expect(' ');
  f.month = reader.Name(kMonths) + 1;
  reader.Expect(' ');
  f.year = reader.Digits(2, 4);
  if (f.year < 100) f.year += f.year < 70 ? 2000 : 1900;
  reader.Expect(' ');
  f.hour = reader.Digits(2, 2);
  reader.Expect(':');
  f.minute = reader.Digits(2, 2);
  if (reader.Skip(':')) f.second = reader.Digits(2, 2);
  reader.Expect(' ');
  f.zone = reader.Zone();
  return reader.AtEnd() && InRange(f);
}

std::tm Local(system_clock::time_point time) {
  const std::time_t seconds = system_clock::to_time_t(time);
  std::tm broken{};
  localtime_r(&seconds, &broken);
  return broken;
}

std::tm Broken(system_clock::time_point time, bool local) {
  return local ? Local(time) : Broken(time);
}

Aws::String Formatted(const char* format, const std::tm& broken) {
  std::array<char, 256> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), format, &broken);
  return Aws::String(text.data(), length);
}

Aws::String Fraction(int64_t millis) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), ".%03d",
                static_cast<int>(millis - FloorDivide(millis, 1000) * 1000));
  return text.data();
}

system_clock::time_point FromMillis(int64_t millis) {
  return system_clock::time_point(duration_cast<system_clock::duration>(milliseconds(millis)));
}

}  // namespace

DateTime::DateTime() = default;
DateTime::DateTime(const system_clock::time_point& timepointToAssign) : m_time(timepointToAssign) {}
DateTime::DateTime(int64_t millisSinceEpoch) : m_time(FromMillis(millisSinceEpoch)) {}
DateTime::DateTime(double secondsSinceEpoch)
    : m_time(FromMillis(static_cast<int64_t>(secondsSinceEpoch * 1000.0))) {}
DateTime::DateTime(const Aws::String& timestamp, DateFormat format) {
  Parse(timestamp.c_str(), format);
}
DateTime::DateTime(const char* timestamp, DateFormat format) { Parse(timestamp, format); }

DateTime& DateTime::operator=(double secondsSinceEpoch) {
  return *this = DateTime(secondsSinceEpoch);
}
DateTime& DateTime::operator=(int64_t millisSinceEpoch) {
  return *this = DateTime(millisSinceEpoch);
}
DateTime& DateTime::operator=(const system_clock::time_point& timepointToAssign) {
  return *this = DateTime(timepointToAssign);
}
DateTime& DateTime::operator=(const Aws::String& timestamp) {
  return *this = DateTime(timestamp, DateFormat::AutoDetect);
}

void DateTime::Parse(const char* timestamp, DateFormat format) {
  Fields fields;
  const bool any = format == DateFormat::AutoDetect;
  m_valid = ((any || format == DateFormat::ISO_8601) && ReadIso8601(timestamp, false, fields)) ||
            ((any || format == DateFormat::ISO_8601_BASIC) &&
             ReadIso8601(timestamp, true, fields = Fields())) ||
            ((any || format == DateFormat::RFC822) && ReadRfc822(timestamp, fields = Fields()));
  if (!m_valid) return;
  const int64_t seconds = DaysOf(fields.year, fields.month, fields.day) * kSecondsOfDay +
                          int64_t{fields.hour} * 3600 + int64_t{fields.minute} * 60 +
                          fields.second - fields.zone;
  m_time = FromMillis(seconds * 1000 + fields.millis);
}

Aws::String DateTime::ToGmtString(DateFormat format) const {
  const std::tm t = Broken(m_time);
  std::array<char, 96> text{};
  switch (format) {
    case DateFormat::ISO_8601:
    case DateFormat::AutoDetect:
      std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900,
                    t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
      break;
    case DateFormat::ISO_8601_BASIC:
      std::snprintf(text.data(), text.size(), "%04d%02d%02dT%02d%02d%02dZ", t.tm_year + 1900,
                    t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
      break;
    case DateFormat::RFC822:
      std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                    kDays[t.tm_wday], t.tm_mday, kMonths[t.tm_mon], t.tm_year + 1900, t.tm_hour,
                    t.tm_min, t.tm_sec);
      break;
  }
  return text.data();
}

Aws::String DateTime::ToGmtString(const char* formatStr) const {
  return Formatted(formatStr, Broken(m_time));
}

Aws::String DateTime::ToGmtStringWithMs() const {
  return ToGmtString("%Y-%m-%dT%H:%M:%S") + Fraction(Millis());
}

Aws::String DateTime::ToLocalTimeString(DateFormat format) const {
  switch (format) {
    case DateFormat::ISO_8601_BASIC:
      return ToLocalTimeString("%Y%m%dT%H%M%SZ");
    case DateFormat::RFC822:
      return ToLocalTimeString("%a, %d %b %Y %H:%M:%S %Z");
    default:
      return ToLocalTimeString("%Y-%m-%dT%H:%M:%SZ");
  }
}
Aws::String DateTime::ToLocalTimeString(const char* formatStr) const {
  return Formatted(formatStr, Local(m_time));
}

int64_t DateTime::Millis() const {
  return duration_cast<milliseconds>(m_time.time_since_epoch()).count();
}

int DateTime::GetYear(bool localTime) const { return Broken(m_time, localTime).tm_year + 1900; }
Month DateTime::GetMonth(bool localTime) const {
  return static_cast<Month>(Broken(m_time, localTime).tm_mon);
}
int DateTime::GetDay(bool localTime) const { return Broken(m_time, localTime).tm_mday; }
DayOfWeek DateTime::GetDayOfWeek(bool localTime) const {
  return static_cast<DayOfWeek>(Broken(m_time, localTime).tm_wday);
}
int DateTime::GetHour(bool localTime) const { return Broken(m_time, localTime).tm_hour; }
int DateTime::GetMinute(bool localTime) const { return Broken(m_time, localTime).tm_min; }
int DateTime::GetSecond(bool localTime) const { return Broken(m_time, localTime).tm_sec; }
bool DateTime::IsDST(bool localTime) const { return Broken(m_time, localTime).tm_isdst > 0; }

DateTime DateTime::operator+(const milliseconds& a) const { return DateTime(m_time + a); }
DateTime DateTime::operator-(const milliseconds& a) const { return DateTime(m_time - a); }
milliseconds DateTime::operator-(const DateTime& other) const { return Diff(*this, other); }
milliseconds DateTime::Diff(const DateTime& a, const DateTime& b) {
  return duration_cast<milliseconds>(a.m_time - b.m_time);
}

DateTime DateTime::Now() { return DateTime(system_clock::now()); }
int64_t DateTime::CurrentTimeMillis() { return Now().Millis(); }
Aws::String DateTime::CalculateLocalTimestampAsString(const char* formatStr) {
  return Now().ToLocalTimeString(formatStr);
}
Aws::String DateTime::CalculateGmtTimestampAsString(const char* formatStr) {
  return Now().ToGmtString(formatStr);
}
int DateTime::CalculateCurrentHour() { return Now().GetHour(true); }
double DateTime::ComputeCurrentTimestampInAmazonFormat() { return Now().SecondsWithMSPrecision(); }
Aws::String DateTime::CalculateGmtTimeWithMsPrecision() {
  const DateTime now = Now();
  return now.ToGmtString("%Y-%m-%d %H:%M:%S") + Fraction(now.Millis());
}

}  // namespace Aws::Utils
