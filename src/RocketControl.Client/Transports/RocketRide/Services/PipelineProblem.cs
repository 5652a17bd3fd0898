using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>Something about a pipeline that the server does not like (RocketRide protocol §3.6).</summary>
/// <param name="Message">What.</param>
/// <param name="ComponentId">The component that it is about; null when it is about the whole.</param>
/// <param name="Code">The engine's name for it, for example <c>InvalidParam</c>; null when it gave none.</param>
public sealed record PipelineProblem(string Message, string? ComponentId, string? Code)
{
    internal static PipelineProblem Read(JsonElement problem) => problem.ValueKind == JsonValueKind.String
        ? new PipelineProblem(problem.GetString()!, null, null)
        : new PipelineProblem(problem.Text("message"u8) ?? problem.GetRawText(), problem.Text("id"u8), problem.Text("ccode"u8) ?? problem.Text("code"u8));
}
