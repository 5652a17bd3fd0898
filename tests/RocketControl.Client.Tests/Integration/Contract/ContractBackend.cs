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

    /// <summary>A pipeline that goes on until it is terminated and gives texts back; each call gives another one.</summary>
    public abstract PipelineDefinition NewPipeline();

    /// <summary>What the run of such a pipeline makes of a text.</summary>
    public abstract string ResultOf(string text);

    public abstract ValueTask DisposeAsync();
}
