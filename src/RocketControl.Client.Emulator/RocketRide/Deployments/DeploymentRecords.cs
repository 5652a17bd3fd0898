using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Store;

namespace RocketControl.Client.Emulator.RocketRide.Deployments;

/// <summary>The deployments by the files that the server keeps them in. Thread-safe.</summary>
internal sealed class DeploymentRecords
{
    private readonly object _gate = new();
    private readonly SortedDictionary<string, DeploymentRecord> _records = new(CodePointOrder.Instance);

    public IReadOnlyList<DeploymentRecord> Of(string userId)
    {
        lock (_gate)
            return [.. _records.Where(record => record.Key.StartsWith($"users/{userId}/deployments/", StringComparison.Ordinal)).Select(record => record.Value)];
    }

    /// <exception cref="CommandException">There is none.</exception>
    public DeploymentRecord Get(string userId, string projectId)
    {
        lock (_gate)
            return _records.GetValueOrDefault(PathOf(userId, projectId)) ?? throw NotFound(userId, projectId, 71);
    }

    /// <exception cref="CommandException">The project has one.</exception>
    public void Add(string userId, string projectId, DeploymentRecord record)
    {
        lock (_gate)
        {
            if (!_records.TryAdd(PathOf(userId, projectId), record))
                throw new CommandException($"Deployment already exists: {projectId}", "deployment_store.py", 74);
        }
    }

    public void Replace(string userId, string projectId, DeploymentRecord record)
    {
        lock (_gate)
            _records[PathOf(userId, projectId)] = record;
    }

    /// <exception cref="CommandException">There is none.</exception>
    public void Remove(string userId, string projectId)
    {
        lock (_gate)
        {
            if (!_records.Remove(PathOf(userId, projectId)))
                throw NotFound(userId, projectId, 205);
        }
    }

    private static string PathOf(string userId, string projectId) => $"users/{userId}/deployments/{projectId}.json";

    private static CommandException NotFound(string userId, string projectId, int line) =>
        new($"File not found: {PathOf(userId, projectId)}", "filesystem.py", line);
}
