namespace RocketControl.Client.Hosting;

/// <summary>What a <see cref="RunSupervisor"/> keeps running from the start of the host on.</summary>
public sealed class RunSupervisorOptions
{
    /// <summary>The runs. Others can be added and removed later.</summary>
    public IList<RunDeclaration> Runs { get; } = [];

    /// <summary>How many starts may be under way at the same time, at least 1; the others wait for their turn. Default: 8.</summary>
    public int MaxConcurrentStarts { get; set; } = 8;
}
