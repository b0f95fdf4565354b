#include "http/query_protocol.h"

#include <array>
#include <optional>
#include <string_view>

#include "core/draw.h"
#include "core/hash.h"
#include "http/ec2_snapshots.h"
#include "http/xml_writer.h"

namespace fauxebs::internal {
namespace {

constexpr std::string_view kStsVersion = "2011-06-15";
constexpr const char* kStsNamespace = "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

// How the two services name what is wrong with a signature.
struct SignatureError {
  std::string_view exception;
  const char* ec2;
  int ec2_status;
  const char* sts;
};
// AWS: query-2. FAKE: query-3
constexpr std::array<SignatureError, 4> kSignatureErrors = {{
    {"MissingAuthenticationTokenException", "MissingAuthenticationToken", 403,
     "MissingAuthenticationToken"},
    {"IncompleteSignatureException", "AuthFailure", 401, "IncompleteSignature"},
    {"UnrecognizedClientException", "AuthFailure", 401, "InvalidClientTokenId"},
    {"InvalidSignatureException", "AuthFailure", 401, "SignatureDoesNotMatch"},
}};

bool IsForm(const HttpRequest& request) {
  const auto type = Header(request.headers, "Content-Type");
  return request.method == "POST" && type &&
         type->substr(0, type->find(';')) == "application/x-www-form-urlencoded";
}

// Nothing where an escape is broken.
std::optional<Parameters> ParametersOf(const HttpRequest& request) {
  const auto target = ParseTarget(request.target);
  if (!target) return std::nullopt;
  Parameters parameters = target->query;
  if (IsForm(request)) {
    const auto form = ParseForm(request.body.view());
    if (!form) return std::nullopt;
    parameters.insert(parameters.end(), form->begin(), form->end());
  }
  return parameters;
}

std::string ValueOf(const Parameters& parameters, std::string_view name) {
  return std::string(Parameter(parameters, name).value_or(""));
}

bool IsForSts(const Parameters& parameters) {
  const std::string version = ValueOf(parameters, "Version");
  return version == kStsVersion ||
         (version.empty() && ValueOf(parameters, "Action") == "GetCallerIdentity");
}

// FAKE: query-4: a hash of the request.
std::string RequestIdOf(const HttpRequest& request) {
  return RequestId(
      Hasher(0).Add(request.method).Add(request.target).Add(request.body.view()).hash());
}

HttpReply XmlReply(int status, std::string_view xml, const std::string& request_id) {
  return {status,
          {{"Content-Type", "text/xml;charset=UTF-8"}, {"x-amzn-RequestId", request_id}},
          Bytes::Copy(xml)};
}

// AWS: query-14
std::string CallerIdentity(const QueryCall& call) {
  XmlWriter xml;
  xml.Inside("GetCallerIdentityResponse", kStsNamespace, [&] {
    xml.Inside("GetCallerIdentityResult", [&] {
      xml.Text("Arn", "arn:aws:iam::" + call.account + ":root");
      xml.Text("UserId", call.account);
      xml.Text("Account", call.account);
    });
    xml.Inside("ResponseMetadata", [&] { xml.Text("RequestId", call.request_id); });
  });
  return std::move(xml).document();
}

QueryOutcome Dispatch(const QueryCall& call, Fake& ebs) {
  const bool is_sts = IsForSts(call.parameters);
  const std::string version = ValueOf(call.parameters, "Version");
  // AWS: query-5
  if (call.action.empty()) {
    return FrontEndError{400, "MissingAction",
                         "The request is missing an action or a required parameter."};
  }
  // FAKE: query-6
  if (!is_sts && !version.empty() && version != kEc2Version) {
    return FrontEndError{
        400, "NoSuchVersion",
        "The requested version (" + version + ") of service AmazonEC2 does not exist"};
  }
  if (is_sts && call.action == "GetCallerIdentity") return CallerIdentity(call);
  if (!is_sts && call.action == "DescribeSnapshots") return DescribeSnapshots(call, ebs);
  if (!is_sts && call.action == "DeleteSnapshot") return DeleteSnapshot(call, ebs);
  return FrontEndError{400, "InvalidAction",
                       "The action " + call.action + " is not valid for this web service."};
}

std::string Ec2Error(const std::string& code, const std::string& message,
                     const std::string& request_id) {
  XmlWriter xml;
  xml.Inside("Response", [&] {
    xml.Inside("Errors", [&] {
      xml.Inside("Error", [&] {
        xml.Text("Code", code);
        xml.Text("Message", message);
      });
    });
    xml.Text("RequestID", request_id);
  });
  return std::move(xml).document();
}

std::string StsError(const std::string& code, const std::string& message, bool is_the_senders,
                     const std::string& request_id) {
  XmlWriter xml;
  xml.Inside("ErrorResponse", kStsNamespace, [&] {
    xml.Inside("Error", [&] {
      xml.Text("Type", is_the_senders ? "Sender" : "Receiver");
      xml.Text("Code", code);
      xml.Text("Message", message);
    });
    xml.Text("RequestId", request_id);
  });
  return std::move(xml).document();
}

std::string WithoutException(std::string name) {
  constexpr std::string_view kSuffix = "Exception";
  if (name.size() > kSuffix.size() &&
      name.compare(name.size() - kSuffix.size(), kSuffix.size(), kSuffix) == 0) {
    name.resize(name.size() - kSuffix.size());
  }
  return name;
}

}  // namespace

bool IsQuery(const HttpRequest& request) {
  if (request.target.substr(0, request.target.find('?')) != "/") return false;
  if (IsForm(request)) return true;
  const auto target = ParseTarget(request.target);
  return (request.method == "GET" || request.method == "POST") && target &&
         Parameter(target->query, "Action");
}

const char* QueryServiceOf(const HttpRequest& request) {
  return IsForSts(ParametersOf(request).value_or(Parameters{})) ? "sts" : "ec2";
}

HttpReply AnswerQuery(const HttpRequest& request, Fake& ebs, const std::string& account) {
  const auto parameters = ParametersOf(request);
  // AWS: query-5
  if (!parameters) {
    return EncodeQueryError(
        request, {400, "MalformedQueryString", "The query string contains a syntax error."});
  }
  const QueryCall call{ValueOf(*parameters, "Action"), *parameters, account, RequestIdOf(request)};
  const QueryOutcome outcome = Dispatch(call, ebs);
  if (const auto* error = std::get_if<FrontEndError>(&outcome)) {
    return EncodeQueryError(request, *error);
  }
  return XmlReply(200, std::get<std::string>(outcome), call.request_id);
}

// AWS: query-1: each service has an envelope of its own.
HttpReply EncodeQueryError(const HttpRequest& request, const FrontEndError& error) {
  const bool is_sts = IsForSts(ParametersOf(request).value_or(Parameters{}));
  const std::string request_id = RequestIdOf(request);
  FrontEndError named = error;
  named.exception = WithoutException(error.exception);
  for (const SignatureError& known : kSignatureErrors) {
    if (known.exception != error.exception) continue;
    named.exception = is_sts ? known.sts : known.ec2;
    if (is_sts) continue;
    named.status = known.ec2_status;
    if (error.exception == "UnrecognizedClientException") {
      named.message = "AWS was not able to validate the provided access credentials";
    }
  }
  const std::string xml =
      is_sts ? StsError(named.exception, named.message, named.status < 500, request_id)
             : Ec2Error(named.exception, named.message, request_id);
  return XmlReply(named.status, xml, request_id);
}

}  // namespace fauxebs::internal
