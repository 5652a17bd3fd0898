using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The tasks by token, in the order of their registration. Guarded by the engine's gate.</summary>
internal sealed class TaskRegistry(EngineContext context) : IKeyResolver
{
    private readonly List<EmulatedTask> _tasks = [];

    public IReadOnlyList<EmulatedTask> All => _tasks;

    public EmulatedTask? Find(string token) => _tasks.Find(task => task.Identity.Token == token);

    public EmulatedTask? FindByProject(JsonNode? projectId, JsonNode? source) => _tasks.Find(task => task.Identity.IsOf(projectId, source));

    /// <summary>Adds a task in place of a finished one with its token.</summary>
    public void Add(EmulatedTask task)
    {
        _tasks.RemoveAll(old => old.Identity.Token == task.Identity.Token);
        _tasks.Add(task);
    }

    public void Remove(EmulatedTask task) => _tasks.Remove(task);

    /// <inheritdoc />
    public ClientIdentity? Resolve(string key)
    {
        bool isPublic = key.StartsWith("pk_", StringComparison.Ordinal);
        lock (context.Gate)
        {
            EmulatedTask? task = isPublic ? _tasks.Find(candidate => candidate.Identity.PublicToken == key) : Find(key);
            if (task is null)
                return null;
            ClientIdentityKind kind = isPublic ? ClientIdentityKind.PublicKey : ClientIdentityKind.TaskKey;
            return new(key, task.Identity.OwnerId, kind, task.Identity.Token) { TeamId = task.Settings.TeamId };
        }
    }
}
