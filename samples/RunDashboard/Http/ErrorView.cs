using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RunDashboard.Http;

/// <summary>What went wrong.</summary>
/// <param name="Message">For people.</param>
/// <param name="Kind">The kind of failure, or <c>Form</c> when the form was not filled in rightly.</param>
internal sealed record ErrorView(string Message, string Kind)
{
    public static JsonHttpResult<ErrorView> Result(int status, string message, string kind) =>
        TypedResults.Json(new ErrorView(message, kind), DashboardJson.Default.ErrorView, statusCode: status);
}
