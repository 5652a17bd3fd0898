using System.Collections.Frozen;

namespace RocketControl.Client;

/// <summary>What a backend can do. Checked before any I/O: an unsupported call throws <see cref="RunNotSupportedException"/> at once.</summary>
public sealed class RunCapabilities
{
    private readonly FrozenDictionary<RunCapability, CapabilityEntry> _entries;

    /// <summary>Creates a table; capabilities without an entry are unsupported.</summary>
    /// <param name="backend">The backend that the table describes.</param>
    /// <param name="entries">Its rows, at most one for each capability.</param>
    public RunCapabilities(RunBackend backend, params IEnumerable<CapabilityEntry> entries)
    {
        Backend = backend;
        _entries = entries.ToFrozenDictionary(entry => entry.Capability);
    }

    /// <summary>The backend that the table describes.</summary>
    public RunBackend Backend { get; }

    /// <summary>The row of one capability.</summary>
    /// <param name="capability">The capability.</param>
    public CapabilityEntry this[RunCapability capability] =>
        _entries.GetValueOrDefault(capability) ?? new CapabilityEntry(capability, CapabilitySupport.Unsupported);

    /// <summary>True unless the capability is known to be unsupported.</summary>
    /// <param name="capability">The capability.</param>
    public bool Supports(RunCapability capability) => this[capability].Support != CapabilitySupport.Unsupported;

    internal void Require(RunCapability capability, RunOperation operation)
    {
        if (!Supports(capability))
            throw NotSupported(capability, operation);
    }

    internal RunNotSupportedException NotSupported(RunCapability capability, RunOperation operation) =>
        new($"{Backend} does not support {capability}. {this[capability].Note}".TrimEnd(), new RunErrorContext(Backend, operation));
}
