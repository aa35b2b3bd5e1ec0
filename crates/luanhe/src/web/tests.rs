//! The site, asked through its real router.
