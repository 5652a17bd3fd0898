namespace RocketControl.Client.Hosting;

/// <summary>A run that a <see cref="RunSupervisor"/> is to keep running.</summary>
public sealed record RunDeclaration
{
    /// <summary>Its name with the supervisor, for events and logs; each belongs to one run only.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the client that controls it. Default: empty, the client without a name, or the only one.</summary>
    public string Client { get; init; } = "";

    /// <summary>What to run; of the kind that the client's system takes.</summary>
    public required PipelineDefinition Pipeline { get; init; }

    /// <summary>
    /// How to start it. Null (default): what fits the system. On RocketRide a run that lives without data, for ever, and a living one with the same token is taken over;
    /// on Feldera a living pipeline of that name is taken over; on VectorShift a new run is started.
    /// </summary>
    public UseOptions? Use { get; init; }

    /// <summary>When to start it again.</summary>
    public RunRestartOptions Restart { get; init; } = new();

    /// <summary>How to end it; the end is waited for in any case. Default: the system's usual way.</summary>
    public TerminateOptions Terminate { get; init; } = new();

    /// <summary>
    /// True: the run is this service's own and is ended when the host stops, as far as the shutdown time allows. False (default): it goes on without the host, and the
    /// next one takes it over.
    /// </summary>
    public bool TerminateOnStop { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <exception cref="ArgumentException">Something is not acceptable.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentNullException.ThrowIfNull(Client);
        ArgumentNullException.ThrowIfNull(Pipeline);
        ArgumentNullException.ThrowIfNull(Terminate);
        ArgumentNullException.ThrowIfNull(Restart);
        Restart.Validate(Name);
    }
}
