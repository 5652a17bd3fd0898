using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Transports;

/// <summary>
/// Logs of runs: JSON files <c>.logs/&lt;project&gt;/&lt;source&gt;-&lt;start time&gt;.log</c> in the store, as the official clients have them (RocketRide protocol §3.7).
/// </summary>
public sealed class RocketRideRunLogs
{
    private const string Folder = ".logs";
    private const string Ending = ".log";

    private readonly RocketRideStore _store;

    internal RocketRideRunLogs(RocketRideStore store) => _store = store;

    /// <summary>Saves a log.</summary>
    /// <param name="projectId">The project of the run.</param>
    /// <param name="source">The component that fed it.</param>
    /// <param name="contents">The log; <c>body.startTime</c>, a number or a text, goes into the file's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The file's name.</returns>
    /// <exception cref="RunInvalidArgumentException">The log has no start time.</exception>
    public async Task<string> SaveAsync(string projectId, string source, JsonObject contents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var name = StorePath.RequireName($"{StorePath.RequireName(source, "source")}-{StartTimeOf(contents)}{Ending}", "log's name");
        await _store.WriteJsonAsync(PathOf(projectId, name), contents, cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Reads a log.</summary>
    /// <param name="projectId">The project of the run.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="StoreException">There is none.</exception>
    public Task<JsonElement> GetAsync(string projectId, string name, CancellationToken cancellationToken = default) =>
        _store.ReadJsonAsync(PathOf(projectId, name), cancellationToken);

    /// <summary>Removes a log.</summary>
    /// <param name="projectId">The project of the run.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="StoreException">There is none.</exception>
    public Task DeleteAsync(string projectId, string name, CancellationToken cancellationToken = default) =>
        _store.DeleteAsync(PathOf(projectId, name), cancellationToken);

    /// <summary>Lists the logs of a project, the oldest first.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="source">Only those of this component; null for all.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<StoredRunLog>> ListAsync(string projectId, string? source = null, CancellationToken cancellationToken = default)
    {
        var beginning = source is null ? "" : StorePath.RequireName(source, "source") + "-";
        var entries = await _store.ListAsync($"{Folder}/{StorePath.RequireName(projectId, "project id")}", cancellationToken).ConfigureAwait(false);
        return
        [
            .. entries
                .Where(entry => entry.Kind == StoreEntryKind.File
                    && entry.Name.EndsWith(Ending, StringComparison.Ordinal) && entry.Name.StartsWith(beginning, StringComparison.Ordinal))
                .OrderBy(entry => entry.Modified)
                .Select(entry => new StoredRunLog(entry.Name, entry.Modified)),
        ];
    }

    private static string PathOf(string projectId, string name) =>
        $"{Folder}/{StorePath.RequireName(projectId, "project id")}/{StorePath.RequireName(name, "log's name")}";

    private static string StartTimeOf(JsonObject contents) => (contents["body"] as JsonObject)?["startTime"] switch
    {
        JsonValue time when time.GetValueKind() == JsonValueKind.String && time.GetValue<string>() is { Length: > 0 } text => text,
        JsonValue time when time.GetValueKind() == JsonValueKind.Number => time.ToJsonString(),
        _ => throw new RunInvalidArgumentException(
            "The log has no body.startTime, a number or a text, from which its name is made.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Store)),
    };
}
