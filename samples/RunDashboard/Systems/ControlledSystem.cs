using RocketControl.Client;
using RunDashboard.Runs;

namespace RunDashboard.Systems;

/// <summary>A system whose runs are shown and controlled: the client for it, what its forms ask for, and, when it is embedded, the server itself.</summary>
/// <param name="name">Which one.</param>
/// <param name="title">What people call it.</param>
/// <param name="endpoint">Where it is.</param>
/// <param name="client">What controls it; owned.</param>
/// <param name="embedded">The server in this process; owned. Null when it is elsewhere.</param>
internal abstract class ControlledSystem(SystemName name, string title, string endpoint, RunControlClient client, IAsyncDisposable? embedded) : IAsyncDisposable
{
    /// <summary>What it is called in addresses.</summary>
    public string Id { get; } = name.ToString().ToLowerInvariant();

    public string Name => title;

    /// <summary>Scheme, host and port only: what else an address may hold is nobody's business.</summary>
    public string Address { get; } = Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
        ? new UriBuilder(address.Scheme, address.Host, address.Port).Uri.GetLeftPart(UriPartial.Authority)
        : endpoint;

    public bool IsEmbedded => embedded is not null;

    public RunControlClient Client => client;

    /// <summary>What the form says that makes a run appear: starting one, or where that cannot be, taking hold of one.</summary>
    public virtual string StartTitle => "Start a run";

    public abstract IReadOnlyList<FormField> StartFields { get; }

    /// <summary>The MIME types that data may be sent as, the usual one first; empty where nothing can be sent.</summary>
    public virtual IReadOnlyList<string> SendTypes => [];

    /// <summary>An example of what can be sent.</summary>
    public virtual string SendExample => "";

    /// <summary>What the part of a run is called that data goes to; null when there is no choice.</summary>
    public virtual string? SendTarget => null;

    /// <summary>Starts what the form describes.</summary>
    /// <exception cref="RunControlException">It cannot be started.</exception>
    /// <exception cref="FormatException">A value is not what belongs there.</exception>
    public abstract Task<StartedRun> StartAsync(FormValues values, CancellationToken cancellationToken);

    /// <summary>Whether an entry of the system's list is something under way.</summary>
    public virtual bool IsUnderWay(RunSummary summary) => true;

    /// <summary>Gives the embedded server something to show, until cancelled.</summary>
    public abstract Task DemonstrateAsync(RunBoard board, CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }
}
