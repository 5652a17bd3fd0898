using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client;

/// <summary>How to reach VectorShift. Checked when the client is created, before anything is sent.</summary>
/// <remarks>
/// The credential is an API key, sent as a bearer token; no call can do without. A delegate is asked at every request, and once more when VectorShift refuses what it
/// gave. A run is never sent twice after it may have begun, for it would be billed twice.
/// </remarks>
public sealed record VectorShiftOptions : RunTransportOptions
{
    /// <summary>
    /// The base address with its path; routes are appended to it. Default: <c>https://api.vectorshift.ai/v1</c>.
    /// </summary>
    public string Endpoint { get; init; } = "https://api.vectorshift.ai/v1";

    /// <summary>How requests are written. Default: <see cref="VectorShiftBodyFormat.Json"/>.</summary>
    public VectorShiftBodyFormat BodyFormat { get; init; }

    /// <summary>What the parts of files are called with <see cref="VectorShiftBodyFormat.Multipart"/>. Default: <see cref="VectorShiftFilePartName.Prefixed"/>.</summary>
    public VectorShiftFilePartName FilePartName { get; init; }

    /// <summary>
    /// A route for the status of a run, below <see cref="Endpoint"/>, with <c>{pipeline_id}</c> and <c>{run_id}</c> where the ids go. VectorShift documents none.
    /// Default: null; the status is then made of what this client saw itself.
    /// </summary>
    public string? StatusRoute { get; init; }

    /// <summary>The last part of the route of bulk runs. Default: <c>bulk_run</c>; older servers have <c>bulk-run</c>.</summary>
    public string BulkRunPath { get; init; } = "bulk_run";

    /// <summary>How long a streamed run may take until its first event, which names it. Default: 5 minutes.</summary>
    public TimeSpan UseTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a plain run or a bulk run may take, from start to end. Default: 30 minutes.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After how much silence the stream of a run is given up; a paused run is silent. The run itself goes on. Default: 1 hour.</summary>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The largest event of a run's stream, in bytes. A larger one ends the stream, not the run. Default: 16 MiB.</summary>
    public int MaxEventBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many events of a run are kept for those who read them later, as long as their values are no longer than <see cref="RunTransportOptions.MaxMessageBytes"/>
    /// together; the oldest are dropped, and readers told. Default: 1,024.
    /// </summary>
    public int EventBufferSize { get; init; } = 1024;

    /// <inheritdoc/>
    public override RunBackend Backend => RunBackend.VectorShift;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RequirePositive(UseTimeout, LongestTime.OfTimeout, nameof(UseTimeout));
        RequirePositive(RunTimeout, LongestTime.OfTimeout, nameof(RunTimeout));
        RequirePositive(StreamIdleTimeout, LongestTime.OfTimeout, nameof(StreamIdleTimeout));
        Require(Enum.IsDefined(BodyFormat), nameof(BodyFormat), "Json, Multipart or Form", BodyFormat);
        Require(Enum.IsDefined(FilePartName), nameof(FilePartName), "Prefixed or Plain", FilePartName);
        Require(IsRoute(BulkRunPath), nameof(BulkRunPath), "a relative path", BulkRunPath);
        Require(
            StatusRoute is null || (IsRoute(StatusRoute) && StatusRoute.Contains("{run_id}", StringComparison.Ordinal)),
            nameof(StatusRoute), "a relative path with {run_id} in it", StatusRoute);
        Require(MaxEventBytes >= 1024, nameof(MaxEventBytes), "at least 1,024", MaxEventBytes);
        Require(EventBufferSize >= 1, nameof(EventBufferSize), "at least 1", EventBufferSize);
        _ = Routes.BaseAddress(this);
    }

    private static bool IsRoute(string path) =>
        path.Length > 0 && path[0] != '/' && !path.Contains("..", StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal);
}
