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
    public static Uri BaseAddress(VectorShiftOptions options)
    {
        if (!Uri.TryCreate((options.Endpoint ?? "").Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw Invalid("VectorShiftOptions.Endpoint is not an address. Give a URL with its path, such as https://api.vectorshift.ai/v1.");
        if (uri.UserInfo.Length > 0)
            throw Invalid("VectorShiftOptions.Endpoint must not hold a user or password. Set VectorShiftOptions.Credential.");
        var address = new UriBuilder(uri.Scheme, uri.Host, uri.IsDefaultPort ? -1 : uri.Port, uri.AbsolutePath.TrimEnd('/') + "/").Uri;
        return address.Scheme == "https" || address.IsLoopback || options.AllowInsecureTransport ? address : throw Invalid(
            $"{address.GetLeftPart(UriPartial.Authority)} would get the key and all data in the clear. Use https, or set VectorShiftOptions.AllowInsecureTransport.");
    }

    private static RunInvalidArgumentException Invalid(string problem) => new(problem, new RunErrorContext(RunBackend.VectorShift, RunOperation.Connect));
}
