using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>The addresses below the base address (VectorShift protocol §2, §3).</summary>
internal static class Routes
{
    /// <exception cref="RunInvalidArgumentException">The id would lead elsewhere.</exception>
    public static void CheckId(string id, RunOperation operation)
    {
        if (string.IsNullOrWhiteSpace(id) || id is "." or "..")
            throw new RunInvalidArgumentException($"'{id}' cannot be the id of a pipeline or of a run.", new RunErrorContext(RunBackend.VectorShift, operation));
    }

    public static string Of(string pipelineId, string action) => $"pipeline/{Uri.EscapeDataString(pipelineId)}/{action}";

    public static string Status(string template, VectorShiftRunId run) => template
        .Replace("{pipeline_id}", Uri.EscapeDataString(run.PipelineId), StringComparison.Ordinal)
        .Replace("{run_id}", Uri.EscapeDataString(run.RunId), StringComparison.Ordinal);

    /// <exception cref="RunInvalidArgumentException">The address is none, or would send the key in the clear without leave.</exception>
    public static Uri BaseAddress(VectorShiftOptions options) => HttpEndpoint.Parse(options, options.Endpoint, "https://api.vectorshift.ai/v1");
}
