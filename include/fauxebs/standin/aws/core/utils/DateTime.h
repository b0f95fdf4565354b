// Stand-in for the AWS SDK for C++: a point in time, UTC, kept as the system clock's time_point.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <chrono>
#include <cstdint>

namespace Aws::Utils {

enum class DateFormat { RFC822, ISO_8601, ISO_8601_BASIC, AutoDetect };

enum class Month {
  January = 0,
  February,
  March,
  April,
  May,
  June,
  July,
  August,
  September,
  October,
  November,
  December
};

enum class DayOfWeek { Sunday = 0, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday };

class DateTime {
 public:
  DateTime() = default;  // the epoch
  DateTime(const std::chrono::system_clock::time_point& timepointToAssign);
  DateTime(int64_t millisSinceEpoch);
  DateTime(double secondsSinceEpoch);  // cut to whole milliseconds
  DateTime(const Aws::String& timestamp, DateFormat format);
  DateTime(const char* timestamp, DateFormat format);

  DateTime& operator=(double secondsSinceEpoch);
  DateTime& operator=(int64_t millisSinceEpoch);
  DateTime& operator=(const std::chrono::system_clock::time_point& timepointToAssign);
  DateTime& operator=(const Aws::String& timestamp);  // AutoDetect

  bool operator==(const DateTime& other) const { return m_time == other.m_time; }
  bool operator!=(const DateTime& other) const { return m_time != other.m_time; }
  bool operator<(const DateTime& other) const { return m_time < other.m_time; }
  bool operator>(const DateTime& other) const { return m_time > other.m_time; }
  bool operator<=(const DateTime& other) const { return m_time <= other.m_time; }
  bool operator>=(const DateTime& other) const { return m_time >= other.m_time; }

  DateTime operator+(const std::chrono::milliseconds& a) const { return DateTime(m_time + a); }
  DateTime operator-(const std::chrono::milliseconds& a) const { return DateTime(m_time - a); }
  friend std::chrono::milliseconds operator-(const DateTime& a, const DateTime& b) {
    return Diff(a, b);
  }

  bool WasParseSuccessful() const { return m_valid; }

  Aws::String ToGmtString(DateFormat format) const;
  Aws::String ToGmtString(const char* formatStr) const;  // as strftime
  Aws::String ToGmtStringWithMs() const;                 // ISO 8601

  int64_t Millis() const;
  int64_t Seconds() const { return Millis() / 1000; }
  double SecondsWithMSPrecision() const { return static_cast<double>(Millis()) / 1000.0; }
  std::chrono::system_clock::time_point UnderlyingTimestamp() const { return m_time; }

  // In UTC. Local time depends on the machine and is left out.
  int GetYear() const;
  Month GetMonth() const;
  int GetDay() const;
  DayOfWeek GetDayOfWeek() const;
  int GetHour() const;
  int GetMinute() const;
  int GetSecond() const;

  static DateTime Now() { return DateTime(std::chrono::system_clock::now()); }
  static int64_t CurrentTimeMillis() { return Now().Millis(); }
  static std::chrono::milliseconds Diff(const DateTime& a, const DateTime& b);

 private:
  void Parse(const char* timestamp, DateFormat format);

  std::chrono::system_clock::time_point m_time;
  bool m_valid = true;
};

}  // namespace Aws::Utils
