using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide.Profiling;

/// <summary>
/// The profiler of the server or of one run's engine (RocketRide protocol §3.9). Each takes one profile at a time. A profile belongs to the connection that began it
/// and is given up, without a report, when that is lost. Thread-safe.
/// </summary>
public sealed class RocketRideProfiler
{
    private const string NoReport = "No profiling data available";

    private readonly RocketRideCaller _caller;

    internal RocketRideProfiler(RocketRideCaller caller) => _caller = caller;

    /// <summary>Begins a profile.</summary>
    /// <param name="run">The run or its token; null for the server itself.</param>
    /// <param name="session">A name for it; null for one of the server's making.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunConflictException">Somebody is taking one.</exception>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public async Task<ProfilingSession> StartAsync(RunReference? run = null, string? session = null, CancellationToken cancellationToken = default) =>
        ProfilingSession.Read(await AskAsync("rrext_cprofile_start", run, session, repeatable: false, cancellationToken).ConfigureAwait(false));

    /// <summary>Ends the profile that this client began.</summary>
    /// <param name="run">The run or its token; null for the server itself.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunInvalidStateException">None is being taken.</exception>
    /// <exception cref="RunConflictException">It is somebody else's.</exception>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public async Task<ProfilingResult> StopAsync(RunReference? run = null, CancellationToken cancellationToken = default) =>
        ProfilingResult.Read(await AskAsync("rrext_cprofile_stop", run, session: null, repeatable: false, cancellationToken).ConfigureAwait(false));

    /// <summary>Tells whether a profile is being taken.</summary>
    /// <param name="run">The run or its token; null for the server itself.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public async Task<ProfilerStatus> GetStatusAsync(RunReference? run = null, CancellationToken cancellationToken = default) =>
        ProfilerStatus.Read(await AskAsync("rrext_cprofile_status", run, session: null, repeatable: true, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the report of the last profile.</summary>
    /// <param name="run">The run or its token; null for the server itself.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The report, a text for people; null when there is none.</returns>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public async Task<string?> GetReportAsync(RunReference? run = null, CancellationToken cancellationToken = default)
    {
        var body = await AskAsync("rrext_cprofile_report", run, session: null, repeatable: true, cancellationToken).ConfigureAwait(false);
        return body.Text("report"u8) is { } report && !report.StartsWith(NoReport, StringComparison.Ordinal) ? report : null;
    }

    private async Task<JsonElement> AskAsync(string command, RunReference? run, string? session, bool repeatable, CancellationToken cancellationToken)
    {
        var target = run?.Resolve(RunBackend.RocketRide, RunOperation.Profile).Id;
        var request = new DapRequest(command, writer =>
        {
            writer.WriteOptional("target", target);
            writer.WriteOptional("session", session);
        });
        var body = await _caller.AskAsync(RunOperation.Profile, request, repeatable, cancellationToken).ConfigureAwait(false);
        return body.Text("status"u8) == "error" ? throw Refusal(body.Text("message"u8) ?? "") : body;
    }

    /// <summary>The server puts a refusal into a successful answer.</summary>
    private static RunControlException Refusal(string text)
    {
        var context = new RunErrorContext(RunBackend.RocketRide, RunOperation.Profile) { ServerMessage = text };
        if (text.StartsWith("No active profiling session", StringComparison.Ordinal))
            return new RunInvalidStateException($"No profile is being taken. Begin one with StartAsync. The server says: {text}", context);
        return text.StartsWith("Profiling already active", StringComparison.Ordinal) || text.StartsWith("Session owned by", StringComparison.Ordinal)
            ? new RunConflictException($"Somebody else is taking a profile. The server says: {text}", context)
            : new RunServerException($"The profiler refused. The server says: {text}", context);
    }
}
