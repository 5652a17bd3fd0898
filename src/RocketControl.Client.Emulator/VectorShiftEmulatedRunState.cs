namespace RocketControl.Client.Emulator;

/// <summary>What an emulated run is doing.</summary>
public enum VectorShiftEmulatedRunState
{
    /// <summary>Its script runs.</summary>
    Running,

    /// <summary>Its next output waits until it is resumed.</summary>
    Paused,

    /// <summary>Its script has returned.</summary>
    Completed,

    /// <summary>Its script has thrown.</summary>
    Failed,

    /// <summary>It was terminated, or the emulator was stopped.</summary>
    Cancelled,
}
