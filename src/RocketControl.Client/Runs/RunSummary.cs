using System.Text.Json;

namespace RocketControl.Client;

/// <summary>A run in the list of runs.</summary>
/// <param name="Run">The run.</param>
/// <param name="Name">The pipeline's name; for RocketRide the id of its source component when it has none.</param>
/// <param name="Description">The pipeline's description; RocketRide puts a text of its own where there is none.</param>
/// <param name="Detail">The backend's human-readable status text; empty when there is none.</param>
public sealed record RunSummary(Run Run, string Name, string Description, string Detail)
{
    /// <summary>
    /// What the backend says of the run, for RocketRide with the whole pipeline. It holds the run's token: do not log it. Of kind
    /// <see cref="JsonValueKind.Undefined"/> when there is nothing.
    /// </summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text without secrets, for logs.</summary>
    public override string ToString() => $"{Run}: {Name} ({Detail})";
}
