namespace RocketControl.Client.Emulator;

/// <summary>The editions of Feldera, which differ in what they can do (Feldera protocol §7).</summary>
public enum FelderaEdition
{
    /// <summary>Answers graceful stops, checkpoints, synchronization and activation with 501 <c>EnterpriseFeature</c>.</summary>
    OpenSource,

    /// <summary>Can do all of that.</summary>
    Enterprise,
}
