using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Errors;

/// <summary>Errors as answers.</summary>
internal static class ErrorAnswers
{
    public static HttpAnswer Of(ApiError error)
    {
        int status = ErrorCodes.StatusOf(error.Code);
        HttpAnswer answer = HttpAnswer.Json(status == StatusCodes.Status401Unauthorized ? WithoutDetails(error) : error.ToJson(), status);
        return status == StatusCodes.Status503ServiceUnavailable ? answer.With("Retry-After", "5") : answer;
    }

    /// <summary>What the web framework answers by itself is a page.</summary>
    public static HttpAnswer Page(int status, string reason) =>
        HttpAnswer.Html($"<!DOCTYPE html><html><head><title>{status} {reason}</title></head><body><h1>{status} {reason}</h1></body></html>", status);

    private static JsonObject WithoutDetails(ApiError error) => new() { ["message"] = error.Message, ["error_code"] = error.Code };
}
