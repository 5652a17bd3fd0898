namespace RocketControl.Client.Hosting;

/// <summary>The ids of the events that a <see cref="RunSupervisor"/> logs. They are never reused.</summary>
public static class RunHostingEventIds
{
    /// <summary>A run was declared.</summary>
    public const int Declared = 2001;

    /// <summary>A run is being started.</summary>
    public const int Starting = 2002;

    /// <summary>A run is up.</summary>
    public const int Started = 2003;

    /// <summary>A run that was up already is taken over.</summary>
    public const int TakenOver = 2004;

    /// <summary>A run will be started again after a pause.</summary>
    public const int RestartScheduled = 2005;

    /// <summary>The server of a run cannot be reached.</summary>
    public const int Unreachable = 2006;

    /// <summary>A run can be seen again.</summary>
    public const int Reached = 2007;

    /// <summary>A run has ended.</summary>
    public const int Ended = 2008;

    /// <summary>A run is done.</summary>
    public const int Completed = 2009;

    /// <summary>A run is given up.</summary>
    public const int GaveUp = 2010;

    /// <summary>A run is being terminated.</summary>
    public const int Terminating = 2011;

    /// <summary>A run was terminated and is down.</summary>
    public const int Terminated = 2012;

    /// <summary>A run could not be terminated.</summary>
    public const int TerminationFailed = 2013;

    /// <summary>A run is let go.</summary>
    public const int Released = 2014;
}
