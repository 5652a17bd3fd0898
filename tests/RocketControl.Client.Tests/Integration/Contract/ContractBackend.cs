namespace RocketControl.Client.Tests.Integration.Contract;

/// <summary>What the contract has to know of a backend: how to reach one of its own, and what its runs make of a text.</summary>
internal abstract class ContractBackend : IAsyncDisposable
{
    public abstract RunBackend Backend { get; }

    /// <summary>An id that no run has, but that looks as if.</summary>
    public abstract string UnknownId { get; }

    /// <summary>True once a client has sent the backend anything at all.</summary>
    public abstract bool WasContacted { get; }

    public abstract RunControlClient CreateClient();

    /// <summary>True when whoever knows the id of a run can end it, so that no message may show it.</summary>
    public virtual bool IdsAreSecret => true;

    /// <summary>A pipeline that goes on until it is terminated and takes texts; each call gives another one.</summary>
    public abstract PipelineDefinition NewPipeline();

    /// <summary>What such a run may be restarted with.</summary>
    public virtual PipelineDefinition PipelineFor(Run run) => NewPipeline();

    /// <summary>What can be done in truth, once it is known which way the calls go.</summary>
    public virtual RunCapabilities CapabilitiesOf(RunControlClient client) => client.Capabilities;

    /// <summary>A text in the form in which such a pipeline takes it.</summary>
    public virtual string Carry(string text) => text;

    /// <summary>Checks that a text which was sent has arrived as it is: in the result, where a backend gives one, else where it went.</summary>
    public abstract Task RequireArrivedAsync(string text, Run run, SendResult result);

    /// <summary>What a termination without a wait comes to.</summary>
    public virtual TerminateOutcome OutcomeOfTermination => TerminateOutcome.Accepted;

    /// <summary>A run that goes on until it is terminated; each call gives another one.</summary>
    public virtual Task<Run> StartRunAsync(RunControlClient client) => client.UseAsync(NewPipeline());

    /// <summary>How a run is ended when it is asked for in that mode.</summary>
    public virtual TerminateMode EffectiveModeOf(TerminateMode mode) => mode == TerminateMode.Default ? TerminateMode.Graceful : mode;

    /// <summary>False when only the client that started a run can tell how it is, because there is nobody to ask.</summary>
    public virtual bool TellsOfRunsOfOthers => true;

    /// <summary>How a run is that another client has started.</summary>
    public virtual async Task<RunState> StateOfRunOfOthersAsync(RunControlClient client, Run run) => (await client.GetTaskStatusAsync(run)).State;

    public abstract ValueTask DisposeAsync();
}
