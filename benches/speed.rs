//! How long the commands take, on sites of any size: `cargo bench`, or `cargo bench -- check` for
//! the scenarios with that word. Each figure is the median of five runs after one that is not
//! counted, in seconds and as a multiple of a fixed piece of work on the same machine.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

#[allow(
    dead_code,
    reason = "the suite asks the library for queries, this does not"
)]
mod library;
mod programme;

use library::Library;

/// A command on a site.
struct Scenario {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Makes the site, unless it is the one of the repository.
    site: Option<fn(&Path) -> io::Result<()>>,
    /// The output is thrown away before each run.
    fresh: bool,
}

const SCENARIOS: [Scenario; 7] = [
    Scenario {
        name: "check, this repository",
        arguments: &["check"],
        site: None,
        fresh: false,
    },
    Scenario {
        name: "build, this repository",
        arguments: &["build"],
        site: None,
        fresh: true,
    },
    Scenario {
        name: "build, this repository, nothing changed",
        arguments: &["build"],
        site: None,
        fresh: false,
    },
    Scenario {
        name: "check, 10,000 records",
        arguments: &["check"],
        site: Some(|folder| programme::write(folder, 10_000)),
        fresh: false,
    },
    Scenario {
        name: "build, 10,000 records",
        arguments: &["build"],
        site: Some(|folder| programme::write(folder, 10_000)),
        fresh: true,
    },
    Scenario {
        name: "build, 1,000 pages",
        arguments: &["build"],
        site: Some(|folder| Library::generate(1_000, 8, 0).write(folder)),
        fresh: true,
    },
    Scenario {
        name: "build, 10,000 pages",
        arguments: &["build"],
        site: Some(|folder| Library::generate(10_000, 8, 0).write(folder)),
        fresh: true,
    },
];

fn main() -> io::Result<()> {
    // `cargo bench` adds `--bench`.
    let wanted: Vec<String> = env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let work = fixed_work();
    println!(
        "fixed work (SHA-256 of 256 MB): {:.2} s\n",
        work.as_secs_f64()
    );
    println!("| what | time | × fixed work | memory |\n| --- | --- | --- | --- |");
    for scenario in &SCENARIOS {
        if !wanted
            .iter()
            .all(|word| scenario.name.contains(word.as_str()))
        {
            continue;
        }
        let (time, memory) = measure(scenario)?;
        let (seconds, ratio) = (time.as_secs_f64(), time.as_secs_f64() / work.as_secs_f64());
        let name = scenario.name;
        println!(
            "| {name} | {seconds:.2} s | {ratio:.2} | {} MB |",
            memory / 1024
        );
    }
    Ok(())
}

/// The same work on every machine, to compare with.
fn fixed_work() -> Duration {
    let block = vec![7_u8; 1 << 20];
    let start = Instant::now();
    let mut hash = Sha256::new();
    for _ in 0..256 {
        hash.update(&block);
    }
    assert_ne!(hash.finalize()[..4], [0; 4]);
    start.elapsed()
}

/// The median time, and the most memory in kilobytes.
fn measure(scenario: &Scenario) -> io::Result<(Duration, u64)> {
    let folder = env::temp_dir().join("yearbook-speed");
    let _ = fs::remove_dir_all(&folder);
    let root = match scenario.site {
        Some(make) => {
            make(&folder)?;
            folder.clone()
        }
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")),
    };
    let out = env::temp_dir().join("yearbook-speed-out");
    let mut times = Vec::new();
    let mut memory = 0;
    for round in 0..6 {
        if scenario.fresh || round == 0 {
            let _ = fs::remove_dir_all(&out);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_yearbook"));
        command.args(scenario.arguments).arg("--root").arg(&root);
        if scenario.arguments == ["build"] {
            command.arg("--out").arg(&out);
        }
        let (time, most) = run(&mut command)?;
        memory = memory.max(most);
        if round > 0 {
            times.push(time);
        }
    }
    times.sort_unstable();
    Ok((times[times.len() / 2], memory))
}

/// Runs a command to its end: how long it took, and the most memory it had.
fn run(command: &mut Command) -> io::Result<(Duration, u64)> {
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        if let Some(code) = child.try_wait()? {
            assert!(code.success(), "{command:?} ends with {code}");
            return Ok((start.elapsed(), memory));
        }
        memory = memory.max(peak(&status).unwrap_or_default());
        thread::sleep(Duration::from_millis(2));
    }
}

/// The most memory that a process had so far, in kilobytes; known on Linux only.
fn peak(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
