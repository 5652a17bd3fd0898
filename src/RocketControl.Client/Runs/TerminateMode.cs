namespace RocketControl.Client;

/// <summary>How a run is to be ended (run model §5).</summary>
public enum TerminateMode
{
    /// <summary>The backend's usual way; for RocketRide <see cref="Graceful"/>.</summary>
    Default = 0,

    /// <summary>What is in work is finished, nothing new is taken, then the run ends.</summary>
    Graceful,

    /// <summary>The run ends at once; what is in work is lost.</summary>
    Force,

    /// <summary>The run's state is saved, then it ends.</summary>
    Checkpoint,

    /// <summary>
    /// Gentle at first and by force when that took too long, of the backend's own accord. Only ever a <see cref="TerminateResult.EffectiveMode"/>; to ask for it, use
    /// <see cref="TerminateOptions.EscalateAfter"/>.
    /// </summary>
    GracefulThenForce,
}
