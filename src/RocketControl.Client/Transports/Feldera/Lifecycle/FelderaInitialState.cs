namespace RocketControl.Client.Transports.Feldera;

/// <summary>The state in which a Feldera pipeline comes up (Feldera protocol §6).</summary>
public enum FelderaInitialState
{
    /// <summary>It works.</summary>
    Running = 0,

    /// <summary>It is halted until it is resumed.</summary>
    Paused,

    /// <summary>It keeps up with the checkpoints of another until it is activated.</summary>
    Standby,
}
