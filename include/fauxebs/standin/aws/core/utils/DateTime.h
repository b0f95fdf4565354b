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
  DateTime();  // the epoch
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

  DateTime operator+(const std::chrono::milliseconds& a) const;
  DateTime operator-(const std::chrono::milliseconds& a) const;
  std::chrono::milliseconds operator-(const DateTime& other) const;

  bool WasParseSuccessful() const { return m_valid; }

  // In the machine's time zone, or in UTC; formats are strftime's.
  Aws::String ToLocalTimeString(DateFormat format) const;
  Aws::String ToLocalTimeString(const char* formatStr) const;
  Aws::String ToGmtString(DateFormat format) const;
  Aws::String ToGmtString(const char* formatStr) const;
  // SDK: without a Z at its end (measured at 1.11.332).
  Aws::String ToGmtStringWithMs() const;

  int64_t Millis() const;
  int64_t Seconds() const { return Millis() / 1000; }
  double SecondsWithMSPrecision() const { return static_cast<double>(Millis()) / 1000.0; }
  std::chrono::system_clock::time_point UnderlyingTimestamp() const { return m_time; }

  int GetYear(bool localTime = false) const;
  Month GetMonth(bool localTime = false) const;
  int GetDay(bool localTime = false) const;
  DayOfWeek GetDayOfWeek(bool localTime = false) const;
  int GetHour(bool localTime = false) const;
  int GetMinute(bool localTime = false) const;
  int GetSecond(bool localTime = false) const;
  bool IsDST(bool localTime = false) const;

  static DateTime Now();
  static int64_t CurrentTimeMillis();
  static Aws::String CalculateLocalTimestampAsString(const char* formatStr);
  static Aws::String CalculateGmtTimestampAsString(const char* formatStr);
  static int CalculateCurrentHour();  // in local time
  static double ComputeCurrentTimestampInAmazonFormat();
  static Aws::String CalculateGmtTimeWithMsPrecision();
  static std::chrono::milliseconds Diff(const DateTime& a, const DateTime& b);

 private:
  void Parse(const char* timestamp, DateFormat format);

  std::chrono::system_clock::time_point m_time;
  bool m_valid = true;
};

}  // namespace Aws::Utils
